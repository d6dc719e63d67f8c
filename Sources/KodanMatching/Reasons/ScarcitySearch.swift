import KodanDomain

/// Finds where, and for what topic, one more presenter would save a plan most.
///
/// Every pair of prefecture and topic is rated by the plan's prices, which takes no solving; only those that look
/// best are then solved anew.
public struct ScarcitySearch: Sendable {
    private let plan: MatchingPlan
    private let problem: MatchingProblem
    private let requests: [RequestFacts]
    private let eligibility: Eligibility
    private let assumed: AssumedPresenter
    private let programmes: Set<ProgrammeKey>
    private let newKey: PresenterKey

    /// Asks about `plan` for `problem`, which was made of `requests` by `eligibility`.
    ///
    /// `assumed` says what the new presenter would be like. Throws what is wrong if the plan is not proven optimal.
    public init(
        of plan: MatchingPlan,
        for problem: MatchingProblem,
        requests: [RequestFacts],
        eligibility: Eligibility,
        assuming assumed: AssumedPresenter = AssumedPresenter()
    ) throws(ScarcityError) {
        if let fault = plan.firstFault(in: problem) { throw .plan(fault) }
        self.plan = plan
        self.problem = problem
        self.requests = requests.filter { problem.index(of: $0.id) != nil }
        self.eligibility = eligibility
        self.assumed = assumed
        programmes = Set(requests.map(\.programme))
        var key: PresenterKey = -1
        while problem.capacities[key] != nil { key -= 1 }
        newKey = key
    }

    /// The `count` pairs of a prefecture among `points` and a requested topic that promise to save most.
    ///
    /// Ordered by what they promise, ties by prefecture and topic; pairs that cannot save anything are left out.
    /// Solves as many problems as it returns pairs. Points come once for each prefecture.
    public func greatest(_ count: Int, among points: [PrefecturePoint]) throws(ScarcityError) -> [Scarcity] {
        let byTopic = Dictionary(grouping: requests, by: \.topic)
        var rated: [Rated] = []
        for point in points {
            for (topic, asking) in byTopic {
                let options = options(at: point.point, topic, for: asking)
                let bound = dualBound(options)
                guard bound > 0 else { continue }
                rated.append(Rated(point: point, topic: topic, dualBound: bound, options: options))
            }
        }
        rated.sort {
            ($1.dualBound, $0.point.prefecture, $0.topic) < ($0.dualBound, $1.point.prefecture, $1.topic)
        }
        var scarcities: [Scarcity] = []
        for rated in rated.prefix(max(count, 0)) { scarcities.append(try scarcity(of: rated)) }
        return scarcities
    }

    /// What a new presenter at `point` could take.
    private func options(
        at point: Place,
        _ topic: TopicKey,
        for requests: [RequestFacts]
    ) -> [MatchingOption] {
        let presenter = assumed.facts(id: newKey, base: point, topic: topic, programmes: programmes)
        return requests.flatMap { request in
            request.slots.enumerated().compactMap { index, time in
                let verdict = eligibility.verdict(on: presenter, for: request, slotOrdinal: index + 1)
                guard case .eligible(let terms, let isOnline)? = verdict else { return nil }
                return MatchingOption(
                    request: request.id,
                    slotOrdinal: index + 1,
                    presenter: newKey,
                    time: time,
                    isOnline: isOnline,
                    terms: terms
                )
            }
        }
    }

    /// The most that a new presenter with these options can save, by the plan's prices.
    ///
    /// Each lecture saves at most the price of its request less the terms of the option, and each fiscal year holds
    /// so many; load only adds to the cost.
    private func dualBound(_ options: [MatchingOption]) -> Int {
        var gains: [FiscalYear: [RequestKey: Int]] = [:]
        for option in options {
            let gain = (plan.certificate.requests[option.request] ?? 0) - option.terms.total
            guard gain > 0 else { continue }
            gains[FiscalYear(containing: option.day), default: [:]].merge(
                [option.request: gain],
                uniquingKeysWith: max
            )
        }
        return gains.values.reduce(0) { sum, gains in
            sum + gains.values.sorted(by: >).prefix(max(assumed.lectures, 0)).reduce(0, +)
        }
    }

    private func scarcity(of rated: Rated) throws(ScarcityError) -> Scarcity {
        let presenter = assumed.facts(
            id: newKey,
            base: rated.point.point,
            topic: rated.topic,
            programmes: programmes
        )
        let capacity = PresenterCapacity(of: presenter, on: Set(rated.options.map(\.day)))
        let larger: MatchingProblem
        do {
            larger = try MatchingProblem(
                requests: problem.requests,
                options: problem.options + rated.options,
                capacities: Array(problem.capacities.values) + [capacity],
                weights: problem.weights
            )
        } catch { throw .problem(error) }
        let better = cheapestPlan(for: larger)
        return Scarcity(
            prefecture: rated.point.prefecture,
            topic: rated.topic,
            fewerUnmatched: better.matchedCount - plan.matchedCount,
            fewerMinutes: plan.totalCost - better.totalCost,
            dualBound: rated.dualBound
        )
    }
}

/// A pair of prefecture and topic, rated by prices.
private struct Rated {
    var point: PrefecturePoint
    var topic: TopicKey
    var dualBound: Int
    var options: [MatchingOption]
}
