/// What one more presenter for a topic in a prefecture would save the whole plan.
public struct Scarcity: Sendable, Equatable {
    /// The prefecture, 1 to 47.
    public let prefecture: Int
    /// The topic.
    public let topic: TopicKey
    /// How many more requests would be matched; solved anew, so exact.
    public let fewerUnmatched: Int
    /// How many equivalent minutes the plan would then cost less; below 0 only if it matches more requests.
    public let fewerMinutes: Int
    /// What the prices of the plan say that it would save at most, an unmatched request at the problem's
    /// `unmatchedCost`.
    ///
    /// Never less than `fewerUnmatched` times that plus `fewerMinutes`: with the new presenter priced at this, the
    /// old prices still bound every plan from below. Often more, for a price holds only for the first small step.
    public let dualBound: Int

    /// These figures.
    public init(
        prefecture: Int,
        topic: TopicKey,
        fewerUnmatched: Int,
        fewerMinutes: Int,
        dualBound: Int
    ) {
        self.prefecture = prefecture
        self.topic = topic
        self.fewerUnmatched = fewerUnmatched
        self.fewerMinutes = fewerMinutes
        self.dualBound = dualBound
    }
}

/// Where one more presenter in a prefecture is taken to live.
public struct PrefecturePoint: Sendable, Equatable {
    /// The prefecture, 1 to 47.
    public let prefecture: Int
    /// The place, such as the office of the prefecture's capital.
    public let point: Place

    /// `point` stands for `prefecture`.
    public init(prefecture: Int, point: Place) {
        self.prefecture = prefecture
        self.point = point
    }
}

/// Why scarcity cannot be told.
public enum ScarcityError: Error, Equatable {
    /// The plan is not proven optimal for the problem, so that its prices say nothing.
    case plan(PlanFault)
    /// The problem with one more presenter is none: its costs could become too large.
    case problem(MatchingProblemError)
}
