/// Who asks for a lecture, and so how it is delivered.
public enum Asker: Hashable, Sendable {
    /// An organization asks for a presenter (講師派遣型).
    case organization(Organization.ID)
    /// A presenter holds the lecture and asks for support (自主開催型), alone or with a co-host.
    case presenter(Presenter.ID, coHost: Organization.ID?)
}

/// A request as its asker writes it (申込), checked field by field.
public struct RequestDraft: Hashable, Sendable {
    /// How many dates may be wished.
    public static let slotBounds = 1...3
    /// How long a lecture may be, in minutes.
    public static let minuteBounds = 15...720

    /// The programme under which it would be held.
    public let programme: ProgrammeCode
    /// Who asks.
    public private(set) var asker: Asker
    /// Whom to ask about it.
    public let contact: Contact
    /// What the lecture is called, at most 200 characters.
    public let title: String
    /// What it is for, at most 2,000 characters.
    public let purpose: String
    /// Who comes, at most 500 characters.
    public let audience: String
    /// How many are expected, 1 to 10,000.
    public let expectedAttendance: Int
    /// Whether everybody may come, or members only.
    public let isOpenToPublic: Bool
    /// Venue, online or both.
    public let place: LecturePlace
    /// What it is about.
    public let topic: TopicCode
    /// How far the presenter should master the topic, 0 to 3.
    public let requiredLevel: Int
    /// Projector, microphone, network: at most 500 characters.
    public let equipment: String
    /// What the host arranges around the lecture; of one without a venue it tells no way there.
    public let arrangements: Arrangements
    /// How many printed sets are wished, 0 to 10,000.
    public let printedCopies: Int
    /// Whom the host would like best.
    public let preferredPresenter: Presenter.ID?
    /// Whom the host does not want.
    public let excludedPresenters: [RequestExclusion]
    /// One to three wished times, the best first; of what is still being written perhaps none.
    public let slots: [TimeRange]

    /// A request; one that is still being written (`isComplete` false) may lack its wished times.
    ///
    /// Throws ``FieldRefused`` for the first field that is wrong.
    public init(
        programme: ProgrammeCode,
        asker: Asker,
        contact: Contact,
        title: String,
        purpose: String,
        audience: String,
        expectedAttendance: Int,
        isOpenToPublic: Bool,
        place: LecturePlace,
        topic: TopicCode,
        requiredLevel: Int,
        equipment: String = "",
        arrangements: Arrangements = Arrangements(),
        printedCopies: Int = 0,
        preferredPresenter: Presenter.ID? = nil,
        excludedPresenters: [RequestExclusion] = [],
        slots: [TimeRange],
        isComplete: Bool = true
    ) throws(FieldRefused) {
        self.programme = programme
        self.asker = asker
        self.contact = contact
        self.title = try title.plainText(.title, atMost: 200)
        self.purpose = try purpose.longText(.purpose, atMost: 2000)
        self.audience = try audience.longText(.audience, atMost: 500)
        self.expectedAttendance = try expectedAttendance.within(1...10_000, .expectedAttendance)
        self.isOpenToPublic = isOpenToPublic
        self.place = place
        self.topic = topic
        self.requiredLevel = try requiredLevel.within(TopicSkill.levels, .level)
        self.equipment = try equipment.longText(.equipment, atMost: 500)
        guard place.venue != nil || !arrangements.tellTheWay else {
            throw FieldRefused(.nearestStation, expected: .absentWithout(.venue))
        }
        self.arrangements = arrangements
        self.printedCopies = try printedCopies.within(0...10_000, .printedCopies)
        self.preferredPresenter = preferredPresenter
        self.excludedPresenters = try RequestDraft.checked(
            excludedPresenters,
            preferring: preferredPresenter,
            asker
        )
        self.slots = isComplete || !slots.isEmpty ? try RequestDraft.checked(slots) : []
    }

    /// The same request of another organization: that of one which had no key when it was written.
    public func asked(by organization: Organization.ID) -> RequestDraft {
        var draft = self
        draft.asker = .organization(organization)
        return draft
    }

    /// Refuses a request that cannot be handed in yet.
    public func requireComplete() throws(FieldRefused) {
        _ = try RequestDraft.checked(slots)
    }

    /// `exclusions`, none twice and none of who is preferred; only an organization, to which somebody is sent, has any.
    private static func checked(
        _ exclusions: [RequestExclusion],
        preferring preferred: Presenter.ID?,
        _ asker: Asker
    ) throws(FieldRefused) -> [RequestExclusion] {
        guard exclusions.count <= RequestExclusion.limit else {
            throw FieldRefused(.excludedPresenters, expected: .count(0...RequestExclusion.limit))
        }
        let presenters = try exclusions.map(\.presenter).eachOnce(.excludedPresenters)
        if let preferred, let index = presenters.firstIndex(of: preferred) {
            throw FieldRefused(.excludedPresenters, at: index, expected: .notPreferred)
        }
        if case .presenter = asker, !exclusions.isEmpty {
            throw FieldRefused(.excludedPresenters, expected: .absentWithout(.organization))
        }
        return exclusions
    }

    /// `slots`, one to three, none twice, each of a length that a lecture can have.
    public static func checked(_ slots: [TimeRange]) throws(FieldRefused) -> [TimeRange] {
        guard slotBounds.contains(slots.count) else {
            throw FieldRefused(.slots, expected: .count(slotBounds))
        }
        for (index, slot) in slots.enumerated() where !minuteBounds.contains(slot.minutes) {
            throw FieldRefused(.slots, at: index, expected: .minutes(minuteBounds))
        }
        return try slots.eachOnce(.slots)
    }
}
