/// What is known of a presenter before a row exists: from a form or an import.
public struct PresenterDraft: Hashable, Sendable {
    /// The bounds of ``reachMinutes``.
    public static let reachBounds = 10...480
    /// The bounds of ``monthlyCap``.
    public static let monthlyBounds = 1...31
    /// The bounds of ``yearlyCap``.
    public static let yearlyBounds = 1...366
    /// The most characters of an address.
    public static let addressLimit = 200
    /// The most entries in each list.
    public static let listLimit = 50

    /// The name as written.
    public let name: PersonName
    /// Its reading.
    public let kana: KanaName
    /// Where offers are sent.
    public let email: EmailAddress
    /// Telephone.
    public let phone: PhoneNumber
    /// Postal code.
    public let postalCode: PostalCode
    /// Where travel begins.
    public let municipality: MunicipalityCode
    /// The address after the municipality or in whole.
    public let address: String
    /// Qualifications, each code once.
    public let qualifications: [Qualification]
    /// Topics, each once.
    public let topics: [TopicSkill]
    /// How long a way to a lecture may take, one way, in minutes.
    public let reachMinutes: Int
    /// Whether lectures online are welcome.
    public let acceptsOnline: Bool
    /// Whether lectures that need a night away are welcome.
    public let acceptsOvernight: Bool
    /// Lectures a month at most.
    public let monthlyCap: Int
    /// Lectures a fiscal year at most.
    public let yearlyCap: Int
    /// When the presenter can be asked to lecture; hours do not overlap.
    public let weeklyHours: [WeeklyHours]
    /// Days on which the presenter cannot come, in order; the spans share no day.
    public let unavailable: [DateRange]
    /// The name of the organization to which the presenter belongs, where nobody may send them.
    public let organization: String?
    /// The rank, which decides the fee; nil if the programme's usual one holds.
    public let rank: RankCode?
    /// Whom to pay; nil if not known yet.
    public let payee: PayeeDraft?

    /// Throws ``FieldRefused`` for the first field that is out of its bounds.
    public init(
        name: PersonName,
        kana: KanaName,
        email: EmailAddress,
        phone: PhoneNumber,
        postalCode: PostalCode,
        municipality: MunicipalityCode,
        address: String,
        qualifications: [Qualification] = [],
        topics: [TopicSkill] = [],
        reachMinutes: Int = 150,
        acceptsOnline: Bool = true,
        acceptsOvernight: Bool = false,
        monthlyCap: Int = 2,
        yearlyCap: Int = 12,
        weeklyHours: [WeeklyHours] = WeeklyHours.workingDays,
        unavailable: [DateRange] = [],
        organization: String? = nil,
        rank: RankCode? = nil,
        payee: PayeeDraft? = nil
    ) throws(FieldRefused) {
        self.name = name
        self.kana = kana
        self.email = email
        self.phone = phone
        self.postalCode = postalCode
        self.municipality = municipality
        self.address = try address.plainText(.address, atMost: PresenterDraft.addressLimit)
        self.qualifications = try PresenterDraft.distinct(qualifications, by: \.code, .qualifications)
        self.topics = try PresenterDraft.distinct(topics, by: \.topic, .topics)
        self.reachMinutes = try reachMinutes.within(PresenterDraft.reachBounds, .reachMinutes)
        self.acceptsOnline = acceptsOnline
        self.acceptsOvernight = acceptsOvernight
        self.monthlyCap = try monthlyCap.within(PresenterDraft.monthlyBounds, .monthlyCap)
        self.yearlyCap = try yearlyCap.within(PresenterDraft.yearlyBounds, .yearlyCap)
        self.weeklyHours = try PresenterDraft.disjoint(weeklyHours)
        self.unavailable = try Blackout.merged(unavailable)
        self.organization = try organization?.plainText(.organization, atMost: OrganizationDraft.nameLimit)
        self.rank = rank
        self.payee = payee
    }

    /// `entries`, each key once.
    ///
    /// Throws ``FieldRefused`` for a second one, or for too many.
    public static func distinct<Entry, Key: Hashable>(
        _ entries: [Entry],
        by key: (Entry) -> Key,
        _ field: Field
    ) throws(FieldRefused) -> [Entry] {
        guard entries.count <= listLimit else {
            throw FieldRefused(field, expected: .count(0...listLimit))
        }
        _ = try entries.map(key).eachOnce(field)
        return entries
    }

    /// `hours`, which share no minute.
    ///
    /// Throws ``FieldRefused`` if two do, or if there are none or too many.
    public static func disjoint(_ hours: [WeeklyHours]) throws(FieldRefused) -> [WeeklyHours] {
        guard !hours.isEmpty else { throw FieldRefused(.weeklyHours, expected: .present) }
        guard hours.count <= listLimit else {
            throw FieldRefused(.weeklyHours, expected: .count(1...listLimit))
        }
        for (index, one) in hours.enumerated() where hours[..<index].contains(where: one.overlaps) {
            throw FieldRefused(.weeklyHours, at: index, expected: .disjointHours)
        }
        return hours
    }
}
