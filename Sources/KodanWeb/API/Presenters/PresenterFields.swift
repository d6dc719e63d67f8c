import KodanDomain

/// What a body says of a presenter: all of a new one, or what is to become different.
struct PresenterFields {
    private let need: Need
    private let family: String?
    private let given: String?
    private let familyKana: String?
    private let givenKana: String?
    private let email: EmailAddress?
    private let phone: PhoneNumber?
    private let postalCode: PostalCode?
    private let municipality: MunicipalityCode?
    private var address: String?
    private var qualifications: [Qualification]?
    private var topics: [TopicSkill]?
    private var reachMinutes: Int?
    private let acceptsOnline: Bool?
    private let acceptsOvernight: Bool?
    private var monthlyCap: Int?
    private var yearlyCap: Int?
    private var weeklyHours: [WeeklyHours]?
    private let rank: RankCode?
    private var unavailable: [DateRange] = []
    private var organization: String?
    private var organizations: [Organization.ID]?

    /// Reads `form` field by field: what a new presenter must have is required if `isNew`.
    init(_ form: Form, isNew: Bool) {
        need = isNew ? .required : .optional
        // Each part is held against its rule by itself, whether or not the other is there.
        family = form.made("family_name", need) { text throws(FieldRefused) in
            try text.plainText(.familyName, atMost: PersonName.limit)
        }
        given = form.made("given_name", need) { text throws(FieldRefused) in
            try text.plainText(.givenName, atMost: PersonName.limit)
        }
        familyKana = form.made("family_kana", need) { text throws(FieldRefused) in
            try text.katakana(.familyKana, atMost: PersonName.limit)
        }
        givenKana = form.made("given_kana", need) { text throws(FieldRefused) in
            try text.katakana(.givenKana, atMost: PersonName.limit)
        }
        email = form.made("email", need) { text throws(FieldRefused) in try EmailAddress(text) }
        phone = form.made("phone", need) { text throws(FieldRefused) in try PhoneNumber(text) }
        postalCode = form.made("postal_code", need) { text throws(FieldRefused) in try PostalCode(text) }
        municipality = form.made("municipality", need) { text throws(FieldRefused) in
            try MunicipalityCode(text)
        }
        address = form.text("address", need)
        qualifications = form.qualifications()
        topics = form.topics()
        reachMinutes = form.integer("reach_minutes", .optional)
        acceptsOnline = form.flag("accepts_online", .optional)
        acceptsOvernight = form.flag("accepts_overnight", .optional)
        monthlyCap = form.integer("monthly_cap", .optional)
        yearlyCap = form.integer("yearly_cap", .optional)
        weeklyHours = form.weeklyHours()
        rank = form.made("rank", .optional) { text throws(FieldRefused) in try RankCode(text) }
        guard isNew else {
            form.requireBoth("family_name", "given_name")
            form.requireBoth("family_kana", "given_kana")
            if form.find("organizations") != nil {
                organizations = form.keys("organizations", atMost: PresenterDraft.listLimit)
            }
            return
        }
        unavailable = form.daysOff("unavailable", .optional) ?? []
        organization = form.text("organization", .optional)
    }

    /// A new presenter, once every rule was asked.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func draft(_ form: Form) throws -> PresenterDraft {
        var fields = self
        let usual = try PresenterFields.harmless()
        let draft = form.draft([:]) {
            fields.repair($0)
        } _: { () throws(FieldRefused) in
            try PresenterDraft(
                name: try fields.name() ?? usual.name,
                kana: try fields.kana() ?? usual.kana,
                email: fields.email ?? usual.email,
                phone: fields.phone ?? usual.phone,
                postalCode: fields.postalCode ?? usual.postalCode,
                municipality: fields.municipality ?? usual.municipality,
                address: fields.address ?? usual.address,
                qualifications: fields.qualifications ?? [],
                topics: fields.topics ?? [],
                reachMinutes: fields.reachMinutes ?? usual.reachMinutes,
                acceptsOnline: fields.acceptsOnline ?? usual.acceptsOnline,
                acceptsOvernight: fields.acceptsOvernight ?? usual.acceptsOvernight,
                monthlyCap: fields.monthlyCap ?? usual.monthlyCap,
                yearlyCap: fields.yearlyCap ?? usual.yearlyCap,
                weeklyHours: fields.weeklyHours ?? usual.weeklyHours,
                unavailable: fields.unavailable,
                organization: fields.organization,
                rank: fields.rank
            )
        }
        try form.end()
        guard let draft else { throw form.faults.problem }
        return draft
    }

    /// What is to become different, once every rule was asked.
    ///
    /// Throws ``Problem`` with all that is wrong.
    func change(_ form: Form) throws -> PresenterChange {
        var fields = self
        let change = form.draft([.organization: "organizations"]) {
            fields.repair($0)
        } _: { () throws(FieldRefused) in
            try PresenterChange(
                name: try fields.name(),
                kana: try fields.kana(),
                email: fields.email,
                phone: fields.phone,
                postalCode: fields.postalCode,
                municipality: fields.municipality,
                address: fields.address,
                qualifications: fields.qualifications,
                topics: fields.topics,
                reachMinutes: fields.reachMinutes,
                acceptsOnline: fields.acceptsOnline,
                acceptsOvernight: fields.acceptsOvernight,
                monthlyCap: fields.monthlyCap,
                yearlyCap: fields.yearlyCap,
                weeklyHours: fields.weeklyHours,
                rank: fields.rank,
                organizations: fields.organizations
            )
        }
        try form.end()
        guard let change else { throw form.faults.problem }
        return change
    }

    private func name() throws(FieldRefused) -> PersonName? {
        guard let family, let given else { return nil }
        return try PersonName(family: family, given: given)
    }

    private func kana() throws(FieldRefused) -> KanaName? {
        guard let familyKana, let givenKana else { return nil }
        return try KanaName(family: familyKana, given: givenKana)
    }

    private mutating func repair(_ field: Field) {
        switch field {
        case .address: address = nil
        case .qualifications: qualifications = nil
        case .topics: topics = nil
        case .reachMinutes: reachMinutes = nil
        case .monthlyCap: monthlyCap = nil
        case .yearlyCap: yearlyCap = nil
        case .weeklyHours: weeklyHours = nil
        case .unavailable: unavailable = []
        case .organization:
            organization = nil
            organizations = nil
        default: break
        }
    }

    /// Nobody, with what holds where nothing is said.
    private static func harmless() throws(FieldRefused) -> PresenterDraft {
        try PresenterDraft(
            name: PersonName(family: "-", given: "-"),
            kana: KanaName(family: "\u{30A2}", given: "\u{30A2}"),
            email: EmailAddress("nobody@example.jp"),
            phone: PhoneNumber("03-0000-0000"),
            postalCode: PostalCode("1000001"),
            municipality: MunicipalityCode("13101"),
            address: "-"
        )
    }
}
