/// A proposed change of date or venue.
public struct ChangeEntry: Hashable, Sendable {
    /// Its key.
    public let id: LectureChange.ID
    /// The assignment.
    public let assignment: Assignment.ID
    /// Who proposed it.
    public let proposedBy: Side
    /// Why.
    public let reason: String
    /// When the lecture was to be when it was proposed.
    public let was: TimeRange
    /// When it would be.
    public let during: TimeRange
    /// Where it would be; nil where the venue stays.
    public let venue: Venue?
    /// Whether it would be held online instead of at its venue.
    public let isOnline: Bool
    /// The way there, in minutes; nil for the host, as with ``AssignmentSummary/travelMinutes``.
    public let travelMinutes: Int?
    /// Whether the lecture may be held as it was agreed if this comes to nothing.
    public let oldStands: Bool
    /// Where it stands.
    public let state: ChangeState
    /// When it was proposed.
    public let proposedAt: Instant
    /// Until when both sides may say yes.
    public let deadline: Instant
    /// When each side said yes; whoever proposes says so by proposing.
    public let confirmed: [Side: Instant]
    /// Who said no.
    public let declinedBy: Side?
    /// When it ended.
    public let endedAt: Instant?
    /// Why a person ended it.
    public let endReason: String?

    /// A value with these parts.
    public init(
        id: LectureChange.ID,
        assignment: Assignment.ID,
        proposedBy: Side,
        reason: String,
        was: TimeRange,
        during: TimeRange,
        venue: Venue?,
        isOnline: Bool,
        travelMinutes: Int?,
        oldStands: Bool,
        state: ChangeState,
        proposedAt: Instant,
        deadline: Instant,
        confirmed: [Side: Instant],
        declinedBy: Side?,
        endedAt: Instant?,
        endReason: String?
    ) {
        self.id = id
        self.assignment = assignment
        self.proposedBy = proposedBy
        self.reason = reason
        self.was = was
        self.during = during
        self.venue = venue
        self.isOnline = isOnline
        self.travelMinutes = travelMinutes
        self.oldStands = oldStands
        self.state = state
        self.proposedAt = proposedAt
        self.deadline = deadline
        self.confirmed = confirmed
        self.declinedBy = declinedBy
        self.endedAt = endedAt
        self.endReason = endReason
    }
}
