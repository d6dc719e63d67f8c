/// How far the wished times can move, so that a coordinator knows what to ask for when nobody is free (日程の調整).
public enum Flexibility: String, Sendable, CaseIterable {
    /// Not at all.
    case fixed
    /// The hours can, the days cannot.
    case hours
    /// Other days are possible too.
    case days
}

/// Whether a presenter can come by car (駐車場).
public enum Parking: String, Sendable, CaseIterable {
    /// The host has not said.
    case unknown
    /// There is a place for them.
    case available
    /// There is none.
    case none
}

/// Whether the host wants to record the lecture, and who may see it then (録画).
public enum Recording: String, Sendable, CaseIterable {
    /// It is not recorded.
    case none
    /// For those who could not come.
    case members
    /// For everybody.
    case `public`
}

/// What a host arranges around a lecture, beside what the match needs to know.
public struct Arrangements: Hashable, Sendable {
    /// The contact's part of the organization, at most 100 characters.
    public let department: String?
    /// Whom to ask when the contact is away.
    public let deputy: Contact?
    /// How far the wished times can move.
    public let flexibility: Flexibility
    /// The nearest station and the way from it, at most 100 characters.
    public let nearestStation: String?
    /// Whether one can come by car.
    public let parking: Parking
    /// Whether it is recorded.
    public let recording: Recording

    /// Nothing is arranged.
    public init() {
        department = nil
        deputy = nil
        flexibility = .fixed
        nearestStation = nil
        parking = .unknown
        recording = .none
    }

    /// Arrangements.
    ///
    /// Throws ``FieldRefused`` for a text that is empty or long.
    public init(
        department: String?,
        deputy: Contact?,
        flexibility: Flexibility,
        nearestStation: String?,
        parking: Parking,
        recording: Recording
    ) throws(FieldRefused) {
        self.department = try department?.plainText(.department, atMost: 100)
        self.deputy = deputy
        self.flexibility = flexibility
        self.nearestStation = try nearestStation?.plainText(.nearestStation, atMost: 100)
        self.parking = parking
        self.recording = recording
    }

    /// Whether they say how one gets to a venue.
    public var tellTheWay: Bool { nearestStation != nil || parking != .unknown }

    private init(withoutPeople whole: Arrangements) {
        department = nil
        deputy = nil
        flexibility = whole.flexibility
        nearestStation = whole.nearestStation
        parking = whole.parking
        recording = whole.recording
    }

    /// The same for a reader who may not know whom to ask.
    public var withoutPeople: Arrangements { Arrangements(withoutPeople: self) }
}
