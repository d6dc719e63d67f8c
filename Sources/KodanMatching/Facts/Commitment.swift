public import KodanDomain

/// A lecture that a presenter is already bound to.
public struct Commitment: Hashable, Sendable {
    /// When it is held.
    public var time: TimeRange
    /// Where it is held; nil if online, when the presenter is taken to be at the base.
    public var place: Place?

    /// A lecture at `time`, at `place` or online.
    public init(time: TimeRange, place: Place?) {
        self.time = time
        self.place = place
    }
}
