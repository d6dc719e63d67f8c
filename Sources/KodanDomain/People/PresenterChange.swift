/// What is to become different about a presenter; what is nil stays.
public struct PresenterChange: Hashable, Sendable {
    /// The name as written.
    public let name: PersonName?
    /// Its reading.
    public let kana: KanaName?
    /// Where offers go; by what the presenter signs in stays.
    public private(set) var email: EmailAddress?
    /// Telephone.
    public let phone: PhoneNumber?
    /// Postal code.
    public let postalCode: PostalCode?
    /// Where travel begins.
    public let municipality: MunicipalityCode?
    /// The address.
    public let address: String?
    /// All qualifications, in place of those before.
    public let qualifications: [Qualification]?
    /// All topics, in place of those before.
    public let topics: [TopicSkill]?
    /// How long a way to a lecture may take, one way, in minutes.
    public let reachMinutes: Int?
    /// Whether lectures online are welcome.
    public let acceptsOnline: Bool?
    /// Whether nights away are.
    public let acceptsOvernight: Bool?
    /// Lectures a month at most.
    public let monthlyCap: Int?
    /// Lectures a fiscal year at most.
    public let yearlyCap: Int?
    /// All hours of the week, in place of those before.
    public let weeklyHours: [WeeklyHours]?
    /// What decides the fee from now on.
    public let rank: RankCode?
    /// All organizations to which they belong, in place of those before; nobody sends them there.
    public let organizations: [Organization.ID]?

    /// Throws ``FieldRefused`` for the first field that is out of its bounds, which are those of ``PresenterDraft``.
    public init(
        name: PersonName? = nil,
        kana: KanaName? = nil,
        email: EmailAddress? = nil,
        phone: PhoneNumber? = nil,
        postalCode: PostalCode? = nil,
        municipality: MunicipalityCode? = nil,
        address: String? = nil,
        qualifications: [Qualification]? = nil,
        topics: [TopicSkill]? = nil,
        reachMinutes: Int? = nil,
        acceptsOnline: Bool? = nil,
        acceptsOvernight: Bool? = nil,
        monthlyCap: Int? = nil,
        yearlyCap: Int? = nil,
        weeklyHours: [WeeklyHours]? = nil,
        rank: RankCode? = nil,
        organizations: [Organization.ID]? = nil
    ) throws(FieldRefused) {
        self.name = name
        self.kana = kana
        self.email = email
        self.phone = phone
        self.postalCode = postalCode
        self.municipality = municipality
        self.address = try address?.plainText(.address, atMost: PresenterDraft.addressLimit)
        self.qualifications = try PresenterChange.some(qualifications) { all throws(FieldRefused) in
            try PresenterDraft.distinct(all, by: \.code, .qualifications)
        }
        self.topics = try PresenterChange.some(topics) { all throws(FieldRefused) in
            try PresenterDraft.distinct(all, by: \.topic, .topics)
        }
        self.reachMinutes = try reachMinutes?.within(PresenterDraft.reachBounds, .reachMinutes)
        self.acceptsOnline = acceptsOnline
        self.acceptsOvernight = acceptsOvernight
        self.monthlyCap = try monthlyCap?.within(PresenterDraft.monthlyBounds, .monthlyCap)
        self.yearlyCap = try yearlyCap?.within(PresenterDraft.yearlyBounds, .yearlyCap)
        self.weeklyHours = try PresenterChange.some(weeklyHours) { all throws(FieldRefused) in
            try PresenterDraft.disjoint(all)
        }
        self.rank = rank
        self.organizations = try PresenterChange.some(organizations) { all throws(FieldRefused) in
            try PresenterDraft.distinct(all, by: \.self, .organization)
        }
    }

    /// The fields that it sets, in the order of a profile.
    public var fields: [Field] {
        var fields = decided
        if email != nil { fields.append(.email) }
        if phone != nil { fields.append(.phone) }
        if postalCode != nil { fields.append(.postalCode) }
        if municipality != nil { fields.append(.municipality) }
        if address != nil { fields.append(.address) }
        if reachMinutes != nil { fields.append(.reachMinutes) }
        if acceptsOnline != nil { fields.append(.acceptsOnline) }
        if acceptsOvernight != nil { fields.append(.acceptsOvernight) }
        if monthlyCap != nil { fields.append(.monthlyCap) }
        if yearlyCap != nil { fields.append(.yearlyCap) }
        if weeklyHours != nil { fields.append(.weeklyHours) }
        return fields
    }

    /// Those of ``fields`` that the body decides: the presenter does not set them alone.
    public var decided: [Field] {
        var fields: [Field] = []
        if name != nil { fields += [.familyName, .givenName] }
        if kana != nil { fields += [.familyKana, .givenKana] }
        if topics != nil { fields.append(.topics) }
        if qualifications != nil { fields.append(.qualifications) }
        if rank != nil { fields.append(.rank) }
        if organizations != nil { fields.append(.organization) }
        return fields
    }

    /// The same change without the mail address.
    public var withoutEmail: PresenterChange {
        var change = self
        change.email = nil
        return change
    }

    private static func some<Value>(
        _ value: Value?,
        _ check: (Value) throws(FieldRefused) -> Value
    ) throws(FieldRefused) -> Value? {
        guard let value else { return nil }
        return try check(value)
    }
}
