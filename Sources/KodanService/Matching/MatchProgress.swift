/// What stands by while a plan is made: a stopwatch, and somebody who is told what comes next.
public struct MatchProgress: Sendable {
    /// What is being done.
    public enum Step: Sendable, Equatable {
        /// Facts are read.
        case reading
        /// It is found out who may lecture where.
        case candidates(presenters: Int, requests: Int)
        /// The best plan is looked for; so many of the requests are in it.
        case solving(entered: Int, of: Int)
        /// It is found out why requests get nobody.
        case reasons(unmatched: Int)
        /// The plan is saved.
        case saving
    }

    /// The time since some moment that stays the same.
    public let elapsed: @Sendable () -> Duration
    /// Told of each step as it begins.
    public let tell: @Sendable (Step) -> Void

    /// A stopwatch, and what is told of each step.
    public init(
        elapsed: @escaping @Sendable () -> Duration,
        tell: @escaping @Sendable (Step) -> Void = { _ in }
    ) {
        self.elapsed = elapsed
        self.tell = tell
    }

    /// Nobody looks at a clock, and nobody is told.
    public static let unwatched = MatchProgress(elapsed: { .zero })
}
