import KodanDomain
import KodanImport
import Testing

@Suite("Shipped tables")
struct ConfigTests {
    private func programmes() throws -> [ProgrammeRecord] {
        try TableReader<ProgrammeRecord>.all(Shipped.plain("programmes/programmes.csv"))
    }

    @Test("have the seven programmes of the founding document")
    func programmeRules() throws {
        let rows = try programmes()
        #expect(Set(rows.map(\.code)).count == 7)
        #expect(rows.count == 7)
        let byCode = Dictionary(uniqueKeysWithValues: rows.map { ($0.code.text, $0) })
        #expect(byCode["regional_self_hosted"]?.askedBy == [.presenter])
        let groups = byCode.mapValues(\.draft.targetGroup)
        #expect(groups["regional_self_hosted"] == groups["regional_dispatched"])
        #expect(rows.filter(\.draft.admission.isForMembers).map(\.code.text) == ["member_training"])
        #expect(byCode["awareness_seminar"]?.askedBy.contains(.organization(.police)) == true)
        #expect(
            rows.filter { $0.draft.delivery == .inHouse }
                .allSatisfy { $0.askedBy == [.body] && !$0.draft.paysHonorarium }
        )
    }

    @Test("have the figures of FY2018 and the targets of FY2019")
    func targets() throws {
        let rows = try TableReader<ProgrammeTarget>.all(Shipped.plain("programmes/programme_targets.csv"))
        let groups = Set(try programmes().map(\.draft.targetGroup))
        #expect(Set(rows.map(\.group)) == groups)
        func counts(_ year: Int, _ figure: TargetFigure) -> [String: Int] {
            let chosen = rows.filter { $0.year.startYear == year && $0.figure == figure }
            return Dictionary(uniqueKeysWithValues: chosen.map { ($0.group.text, $0.count) })
        }
        #expect(
            counts(2018, .held) == [
                "regional": 77, "member_training": 49, "awareness_seminar": 14, "skill_seminar": 21,
                "presenter_conference": 9,
            ]
        )
        #expect(
            counts(2019, .target) == [
                "regional": 100, "member_training": 50, "awareness_seminar": 15, "skill_seminar": 13,
                "presenter_conference": 8, "management_guidance": 400,
            ]
        )
        #expect(rows.compactMap(\.people).sorted() == [220, 1146, 3169])
    }

    @Test("have the 13 skill seminars and 8 conferences of FY2019, in cities that exist")
    func schedule() throws {
        let rows = try TableReader<ScheduledSeminar>.all(Shipped.plain("programmes/fy2019_schedule.csv"))
        let skill = rows.filter { $0.event.programme.text == "skill_seminar" }
        let conferences = rows.filter { $0.event.programme.text == "presenter_conference" }
        #expect(skill.map(\.number) == Array(1...13))
        #expect(conferences.map(\.number) == Array(1...8))
        #expect(skill.reduce(0) { $0 + $1.event.capacity } == 1_000)
        #expect(conferences.reduce(0) { $0 + $1.event.capacity } == 400)
        #expect(rows.allSatisfy { FiscalYear(containing: $0.time.date).startYear == 2019 })
        let days = Set(skill.map { "\($0.time.date) \($0.municipality)" })
        // Seven of the eight share city and day with a skill seminar.
        #expect(conferences.filter { days.contains("\($0.time.date) \($0.municipality)") }.count == 7)
        let known = Set(try MunicipalityTable.all(Shipped.packed("geo/municipalities.csv.gz")).map(\.code))
        #expect(rows.allSatisfy { known.contains($0.municipality) })
    }

    @Test("have catalogues with every code once, whose words the import knows")
    func catalogues() throws {
        let topics = try TableReader<TopicRecord>.all(Shipped.plain("programmes/topics.csv"))
        let qualifications = try TableReader<QualificationRecord>.all(
            Shipped.plain("programmes/qualifications.csv")
        )
        let ranks = try TableReader<RankRecord>.all(Shipped.plain("programmes/ranks.csv"))
        let materials = try TableReader<MaterialRecord>.all(Shipped.plain("programmes/materials.csv"))
        #expect(Set(topics.map(\.code)).count == topics.count)
        #expect(Set(qualifications.map(\.code)).count == qualifications.count)
        #expect(Set(ranks.map(\.code)).count == ranks.count)
        #expect(Set(materials.map(\.code)).count == materials.count)
        let words = ImportVocabulary(
            municipalities: vocabulary.municipalities,
            topics: byWord(topics.map { ($0.code, [$0.code.text, $0.nameJa]) }),
            qualifications: byWord(qualifications.map { ($0.code, [$0.code.text, $0.nameJa]) }),
            ranks: byWord(ranks.map { ($0.code, [$0.code.text, $0.nameJa]) })
        )
        let bytes = file(
            presenterFields,
            ["topics": "フィッシング・不審メール対策:3;five_rules:1", "資格": "中小企業診断士", "qualifications": nil]
        )
        var presenters = try PresenterFile(wholePiece(bytes), vocabulary: words)
        let draft = try presenters.next()?.draft
        #expect(draft?.topics.map(\.topic.text) == ["phishing", "five_rules"])
        #expect(draft?.qualifications.map(\.code.text) == ["sme_consultant"])
        var template = try PresenterFile(wholePiece(PresenterFile.template), vocabulary: words)
        #expect(try template.next()?.draft != nil)
    }

    /// The codes by each word that means them.
    private func byWord<Code>(_ entries: [(Code, [String])]) -> [String: Code] {
        var table: [String: Code] = [:]
        for (code, words) in entries {
            for word in words { table[word.normalized] = code }
        }
        return table
    }

    @Test("have fee rates for every rank, marked as samples, that make a table")
    func feeRates() throws {
        let rates = try TableReader<FeeRateRecord>.all(Shipped.plain("rates/fee-rates.csv")).map(\.rate)
        let ranks = try TableReader<RankRecord>.all(Shipped.plain("programmes/ranks.csv"))
        #expect(rates.allSatisfy { $0.legalBasis.contains("SAMPLE") })
        let table = try FeeTable(rates: rates)
        let day = try #require(LocalDate("2026-12-05"))
        for rank in ranks {
            #expect(
                try table.rate(rank: rank.code.text, programme: "regional_dispatched", on: day).unit
                    == .perHour
            )
            #expect(
                try table.rate(rank: rank.code.text, programme: "member_training", on: day).unit
                    == .perLecture
            )
        }
    }
}

@Suite("Many rows")
struct ManyRowsTests {
    @Test("stream one by one: 20,000 are asked for piece by piece, and never far ahead")
    func streams() throws {
        let text = String(decoding: file(presenterFields), as: UTF8.self)
        let lines = text.split(separator: "\n").map { Array($0.utf8) + [0x0A] }
        let block = Array(repeatElement(lines[1], count: 100).joined())
        var sent = -1
        let source: ByteSource = {
            sent += 1
            return sent == 0 ? lines[0] : sent <= 200 ? block : nil
        }
        var presenters = try PresenterFile(source, vocabulary: vocabulary)
        var rows = 0
        var furthest = 0
        while let row = try presenters.next() {
            rows += 1
            if row.draft == nil { Issue.record("row \(rows) was refused") }
            furthest = max(furthest, sent * 100 - rows)
        }
        #expect(rows == 20_000)
        // A window of 64 KiB is read ahead to judge the encoding, then one block.
        #expect(furthest * lines[1].count <= 2 * (65_536 + block.count))
    }
}
