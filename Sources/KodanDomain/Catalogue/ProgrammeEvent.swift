/// A seminar or conference of the body's own schedule (講座・カンファレンスの日程); its key is `evt-1`.
public struct ProgrammeEvent: Hashable, Sendable, Keyed {
    /// `evt`.
    public static var keyPrefix: String { "evt" }

    /// The most characters of a place.
    public static let placeLimit = 200
    /// For how many one may be.
    public static let capacities = 1...100_000
    /// How many may have come to one.
    public static let attendances = 0...100_000

    /// The programme.
    public let programme: ProgrammeCode
    /// The day.
    public let heldOn: LocalDate
    /// Where it is held, as the schedule writes it.
    public let place: String
    /// For how many.
    public let capacity: Int

    /// Throws ``FieldRefused`` for a place that is empty or too long, and for a capacity out of ``capacities``.
    public init(
        programme: ProgrammeCode,
        heldOn: LocalDate,
        place: String,
        capacity: Int
    ) throws(FieldRefused) {
        self.programme = programme
        self.heldOn = heldOn
        self.place = try place.writtenText(.place, atMost: ProgrammeEvent.placeLimit)
        self.capacity = try capacity.within(ProgrammeEvent.capacities, .capacity)
    }

    /// The number of those who came, if it is one of ``attendances``.
    public static func checked(attendance: Int) throws(FieldRefused) -> Int {
        try attendance.within(attendances, .attendance)
    }
}

/// A seminar or conference as the schedule lists it.
public struct ProgrammeEventEntry: Sendable, Equatable {
    /// Its key.
    public let id: ProgrammeEvent.ID
    /// What it is.
    public let event: ProgrammeEvent
    /// How many came; nil before anybody counted them.
    public let attendance: Int?

    /// An entry with these parts.
    public init(id: ProgrammeEvent.ID, event: ProgrammeEvent, attendance: Int?) {
        self.id = id
        self.event = event
        self.attendance = attendance
    }
}
