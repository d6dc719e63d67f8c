/// What a side proposes: another time, another venue or online instead of it, or both.
public struct ChangeTerms: Sendable, Equatable {
    /// The new time; nil where it stays.
    public let during: TimeRange?
    /// The new venue; nil where it stays.
    public let venue: Venue?
    /// Whether it would be held online instead of at its venue.
    public let isOnline: Bool
    /// Whether the lecture may be held as it was agreed if this comes to nothing.
    public let oldStands: Bool
    /// Why; one to 500 characters.
    public let reason: String

    /// Terms.
    public init(
        during: TimeRange?,
        venue: Venue?,
        isOnline: Bool = false,
        oldStands: Bool,
        reason: String
    ) {
        self.during = during
        self.venue = venue
        self.isOnline = isOnline
        self.oldStands = oldStands
        self.reason = reason
    }
}
