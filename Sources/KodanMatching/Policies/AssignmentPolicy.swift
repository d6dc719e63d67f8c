/// A way of deciding, over months, who lectures where.
///
/// All keep every rule of ``Eligibility``, and what one decides stays decided. They compare choices, not people:
/// whoever is chosen accepts, and nobody withdraws or calls off.
public enum AssignmentPolicy: String, Sendable, CaseIterable {
    /// On each match day all requests approved since the last one are matched at once, at the least cost.
    ///
    /// What a match leaves over stays unmatched: as decisions stay, nobody becomes free for it later.
    case batchOptimum = "batch optimum"
    /// One request after the other, in the order of approval: the shortest journey to the venue on any wished
    /// time; then the earlier wish, then the smaller key.
    ///
    /// Nobody looks at load or level. Someone online is taken only where nobody can come, the earlier wish
    /// first.
    case nearestFirst = "nearest first by hand"
    /// One request after the other, in the order of approval: the first of the register, by key, who can come to the
    /// venue on any wished time, on the earliest wish that suits; online only where nobody can come.
    case firstComeFirstServed = "first come first served"
    /// All requests at once, at the least cost, as if all were known before the first is decided.
    ///
    /// No policy can match more, nor as many at less cost: since journeys are day trips, lectures given one after the
    /// other bar each other by day, month and year only, as they do in one match.
    case perfectForesight = "perfect foresight"
}

extension AssignmentPolicy {
    /// Whom somebody takes by hand among `options`, all of one request; nil if there are none, or where the policy
    /// decides about many requests at once.
    func choice(among options: [MatchingOption]) -> MatchingOption? {
        switch self {
        case .batchOptimum, .perfectForesight: nil
        case .nearestFirst:
            options.min { left, right in
                guard left.isOnline == right.isOnline else { return right.isOnline }
                return (left.terms.travel, left.slotOrdinal, left.presenter)
                    < (right.terms.travel, right.slotOrdinal, right.presenter)
            }
        case .firstComeFirstServed:
            options.min { left, right in
                guard left.isOnline == right.isOnline else { return right.isOnline }
                return (left.presenter, left.slotOrdinal) < (right.presenter, right.slotOrdinal)
            }
        }
    }
}
