/// Days on which a presenter cannot come, as a list shows them.
public struct BlackoutEntry: Hashable, Sendable {
    /// The span.
    public let id: Blackout.ID
    /// Its days and why.
    public let blackout: Blackout

    /// A value with these parts.
    public init(id: Blackout.ID, blackout: Blackout) {
        self.id = id
        self.blackout = blackout
    }
}
