public import KodanDomain

/// What a policy made of a stream of requests.
public struct PolicyOutcome: Sendable, Equatable {
    /// The policy.
    public let policy: AssignmentPolicy
    /// Who lectures where, by request; load is counted over the whole year as in a plan of all at once.
    public let assignments: [MatchingPlan.Assignment]
    /// The requests for which nobody was found, in ascending order.
    public let unmatched: [RequestKey]
    /// Minutes one way of the journeys to venues, ascending; lectures online have none.
    public let journeys: [Int]

    /// The outcome of giving `options`, each of another request of `stream`.
    init(of policy: AssignmentPolicy, taking options: [MatchingOption], in stream: RequestStream) {
        self.policy = policy
        let held = Dictionary(uniqueKeysWithValues: stream.presenters.map { ($0.id, $0.lecturesByYear) })
        let weights = stream.eligibility.weights
        var nth: [PresenterPeriod<FiscalYear>: Int] = [:]
        assignments =
            options.sorted { ($0.day, $0.request) < ($1.day, $1.request) }
            .map { option in
                let year = FiscalYear(containing: option.day)
                let before = max(0, held[option.presenter]?[year] ?? 0)
                let lecture = nth[PresenterPeriod(option.presenter, year), default: before] + 1
                nth[PresenterPeriod(option.presenter, year)] = lecture
                return MatchingPlan.Assignment(option: option, load: weights.load(nth: lecture))
            }
            .sorted { $0.option.request < $1.option.request }
        let matched = Set(options.map(\.request))
        unmatched = stream.requests.map(\.request.id).filter { !matched.contains($0) }.sorted()
        journeys = options.filter { !$0.isOnline }.map(\.terms.travel).sorted()
    }

    /// How many requests there were.
    public var requests: Int { assignments.count + unmatched.count }
    /// How many lectures are held online.
    public var online: Int { assignments.count - journeys.count }
    /// What all assignments cost together, in equivalent minutes.
    public var totalCost: Int { assignments.reduce(0) { $0 + $1.cost } }
    /// Minutes one way of all journeys together.
    public var totalTravel: Int { journeys.reduce(0, +) }
    /// Minutes of the longest journey; 0 without any.
    public var longestTravel: Int { journeys.last ?? 0 }
    /// Minutes of the middle journey, of two the shorter; 0 without any.
    public var medianTravel: Int { journeys.isEmpty ? 0 : journeys[(journeys.count - 1) / 2] }

    /// How the lectures of `year`, those held before included, are spread over the active ones among `presenters`.
    public func spread(among presenters: [PresenterFacts], in year: FiscalYear) -> LectureSpread {
        var given: [PresenterKey: Int] = [:]
        for option in assignments.map(\.option) where FiscalYear(containing: option.day) == year {
            given[option.presenter, default: 0] += 1
        }
        return LectureSpread(
            lectures: presenters.filter(\.isActive).map { presenter in
                max(0, presenter.lecturesByYear[year, default: 0]) + given[presenter.id, default: 0]
            }
        )
    }
}
