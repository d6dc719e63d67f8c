public import KodanDomain

/// What a calendar does with an entry that comes by mail (RFC 5546).
public enum CalendarMethod: String, Sendable {
    /// It is entered, or what was entered is changed.
    case request = "REQUEST"
    /// It is taken out.
    case cancel = "CANCEL"
    /// A feed tells it.
    case publish = "PUBLISH"
}

/// A lecture as calendars keep it.
public struct CalendarEvent: Hashable, Sendable {
    /// The lecture: by it a calendar knows the entry again, `asg-17@kodan`.
    public let id: Assignment.ID
    /// How often it changed; a calendar keeps the entry with the greatest number.
    public let sequence: Int
    /// When.
    public let during: TimeRange
    /// What it is called.
    public let title: String
    /// Where; empty for a lecture online.
    public let place: String
    /// Further lines.
    public let note: String
    /// Whether it was called off.
    public let isCancelled: Bool

    /// A lecture.
    public init(
        id: Assignment.ID,
        sequence: Int,
        during: TimeRange,
        title: String,
        place: String,
        note: String = "",
        isCancelled: Bool = false
    ) {
        self.id = id
        self.sequence = sequence
        self.during = during
        self.title = title
        self.place = place
        self.note = note
        self.isCancelled = isCancelled
    }
}
