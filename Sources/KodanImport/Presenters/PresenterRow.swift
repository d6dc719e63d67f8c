import KodanDomain

extension RowFields<PresenterColumn> {
    /// The presenter of this row; nil after a refusal.
    mutating func presenter(_ vocabulary: ImportVocabulary) -> PresenterDraft? {
        requireActive(.state)
        let name = personName()
        let kana = kanaName()
        let email = required(.email) { text throws(FieldRefused) in try EmailAddress(text) }
        let phone = required(.phone) { text throws(FieldRefused) in try PhoneNumber(text) }
        let postalCode = required(.postalCode) { text throws(FieldRefused) in try PostalCode(text) }
        let municipality = place(vocabulary.municipalities)
        let address = required(.address) { text throws(FieldRefused) in
            try text.plainText(.address, atMost: PresenterDraft.addressLimit)
        }
        let qualifications = qualifications(vocabulary)
        let topics = topics(vocabulary)
        let reach = optional(.reachMinutes) { text throws(FieldRefused) in
            try writtenInteger(text, PresenterDraft.reachBounds, unit: "分", .reachMinutes)
        }
        let online = flag(.acceptsOnline, .acceptsOnline)
        let overnight = flag(.acceptsOvernight, .acceptsOvernight)
        let monthly = optional(.monthlyCap) { text throws(FieldRefused) in
            try writtenInteger(text, PresenterDraft.monthlyBounds, unit: "回", .monthlyCap)
        }
        let yearly = optional(.yearlyCap) { text throws(FieldRefused) in
            try writtenInteger(text, PresenterDraft.yearlyBounds, unit: "回", .yearlyCap)
        }
        let hours = optional(.weeklyHours) { text throws(FieldRefused) in try writtenHours(text) }
        let unavailable = optional(.unavailable) { text throws(FieldRefused) in
            try writtenList(text, of: "2026-12-28/2027-01-04", .unavailable, DateRange.init(written:))
        }
        let organization = optional(.organization) { text throws(FieldRefused) in
            try text.plainText(.organization, atMost: OrganizationDraft.nameLimit)
        }
        let rank = optional(.rank) { text throws(FieldRefused) in
            try writtenCode(text, in: vocabulary.ranks, .rank) { code throws(FieldRefused) in
                try RankCode(code)
            }
        }
        let wholeAddress = municipality.flatMap { code in
            address.map { vocabulary.municipalities.wholeAddress($0, in: code) }
        }
        let payee = self.payee(of: name, postalCode, wholeAddress, vocabulary.abbreviations)
        guard problems.isEmpty, let name, let kana, let email, let phone, let postalCode, let municipality,
            let address
        else { return nil }
        return checked { () throws(FieldRefused) in
            try PresenterDraft(
                name: name,
                kana: kana,
                email: email,
                phone: phone,
                postalCode: postalCode,
                municipality: municipality,
                address: address,
                qualifications: qualifications ?? [],
                topics: topics ?? [],
                reachMinutes: reach ?? 150,
                acceptsOnline: online ?? true,
                acceptsOvernight: overnight ?? false,
                monthlyCap: monthly ?? 2,
                yearlyCap: yearly ?? 12,
                weeklyHours: hours ?? WeeklyHours.workingDays,
                unavailable: unavailable ?? [],
                organization: organization,
                rank: rank,
                payee: payee
            )
        }
    }

    private mutating func personName() -> PersonName? {
        guard let (family, given) = twoNames(whole: .name, .familyName, .givenName) else { return nil }
        let first = required(family.column) { _ throws(FieldRefused) in
            try PersonName(family: family.text, given: "-").family
        }
        let second = required(given.column) { _ throws(FieldRefused) in
            try PersonName(family: "-", given: given.text).given
        }
        guard let first, let second else { return nil }
        return try? PersonName(family: first, given: second)
    }

    private mutating func kanaName() -> KanaName? {
        guard let (family, given) = twoNames(whole: .kana, .familyKana, .givenKana) else { return nil }
        let first = required(family.column) { _ throws(FieldRefused) in
            try family.text.katakana(.familyKana, atMost: PersonName.limit)
        }
        let second = required(given.column) { _ throws(FieldRefused) in
            try given.text.katakana(.givenKana, atMost: PersonName.limit)
        }
        guard let first, let second else { return nil }
        return try? KanaName(family: first, given: second)
    }

    /// Both names and the columns they come from: two columns, or one with a space in it.
    private mutating func twoNames(
        whole: PresenterColumn,
        _ family: PresenterColumn,
        _ given: PresenterColumn
    ) -> (family: (column: PresenterColumn, text: String), given: (column: PresenterColumn, text: String))? {
        guard !hasAny([family, given]), header.positions[whole] != nil else {
            return ((family, text(family)), (given, text(given)))
        }
        let parts = text(whole).split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else {
            refuse(whole, parts.isEmpty ? .present : .twoNames)
            return nil
        }
        return ((whole, String(parts[0])), (whole, String(parts[1])))
    }

    private mutating func flag(_ column: PresenterColumn, _ field: Field) -> Bool? {
        optional(column) { text throws(FieldRefused) in try writtenFlag(text, field) }
    }

    private mutating func qualifications(_ vocabulary: ImportVocabulary) -> [Qualification]? {
        optional(.qualifications) { text throws(FieldRefused) in
            var found: [Qualification] = []
            for entry in text.split(separator: ";") {
                let parts = entry.split(separator: ":", omittingEmptySubsequences: false).map {
                    String($0).normalized
                }
                if parts == [""] { continue }
                guard parts.count <= 3 else {
                    throw FieldRefused(.qualifications, expected: .list(of: "code:number:expires"))
                }
                let code = try writtenCode(parts[0], in: vocabulary.qualifications, .qualifications) {
                    code throws(FieldRefused) in try QualificationCode(code)
                }
                let number = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
                var expires: LocalDate?
                if parts.count > 2, !parts[2].isEmpty {
                    expires = writtenDate(parts[2])
                    guard expires != nil else { throw FieldRefused(.qualifications, expected: .date) }
                }
                found.append(try Qualification(code, number: number, expires: expires))
            }
            return try PresenterDraft.distinct(found, by: \.code, .qualifications)
        }
    }

    private mutating func topics(_ vocabulary: ImportVocabulary) -> [TopicSkill]? {
        optional(.topics) { text throws(FieldRefused) in
            var found: [TopicSkill] = []
            for entry in text.split(separator: ";") {
                let parts = entry.split(separator: ":", omittingEmptySubsequences: false).map {
                    String($0).normalized
                }
                if parts == [""] { continue }
                guard parts.count == 2 else {
                    throw FieldRefused(.topics, expected: .list(of: "topic:level"))
                }
                let topic = try writtenCode(parts[0], in: vocabulary.topics, .topics) {
                    code throws(FieldRefused) in try TopicCode(code)
                }
                let level = try writtenInteger(parts[1], TopicSkill.levels, unit: "級", .level)
                found.append(try TopicSkill(topic, level: level))
            }
            return try PresenterDraft.distinct(found, by: \.topic, .topics)
        }
    }
}
