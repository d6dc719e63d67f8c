/// What other choices would cost the whole plan, exactly.
///
/// Made once for a plan, then asked request by request. To force a choice is to send one unit around the cheapest
/// circle through it in what the plan leaves open, which is one search and no new plan.
public struct Alternatives: Sendable {
    /// Another presenter for a request, at that presenter's best slot.
    public struct Choice: Sendable, Equatable {
        /// What would be chosen.
        public let option: MatchingOption
        /// How many more requests would be left unmatched, all others arranged anew in the best way.
        public let moreUnmatched: Int
        /// How much more the whole plan would cost then; less than 0 only if more are unmatched.
        public let moreCost: Int

        /// `option`, and what it would cost the whole plan.
        public init(option: MatchingOption, moreUnmatched: Int, moreCost: Int) {
            self.option = option
            self.moreUnmatched = moreUnmatched
            self.moreCost = moreCost
        }
    }

    private let problem: MatchingProblem
    private let plan: MatchingPlan
    private let parts: [MatchingNetwork]
    /// The part of each request, and where it stands in it.
    private let place: [(part: Int, position: Int)]

    /// What else could be chosen in `plan`; throws what is wrong if it is not proven optimal for `problem`.
    public init(to plan: MatchingPlan, in problem: MatchingProblem) throws(PlanFault) {
        if let fault = plan.firstFault(in: problem) { throw fault }
        self.problem = problem
        self.plan = plan
        let groups = problem.independentParts()
        parts = groups.map { group in
            var network = MatchingNetwork(of: group, in: problem)
            network.adopt(plan, in: problem)
            return network
        }
        var place = [(part: Int, position: Int)](repeating: (0, 0), count: problem.requests.count)
        for (part, group) in groups.enumerated() {
            for (position, request) in group.enumerated() { place[request] = (part, position) }
        }
        self.place = place
    }

    /// The `count` cheapest choices for `request` by other presenters than the plan's, each presenter once.
    ///
    /// Ties go to the earlier slot, then to the smaller presenter. Empty if the request is unknown.
    public func cheapest(for request: RequestKey, count: Int) -> [Choice] {
        guard let index = problem.index(of: request) else { return [] }
        let (part, position) = place[index]
        let network = parts[part].network
        let distances = network.distances(to: 1 + position)
        let now = plan.assignment(of: request)?.option.presenter
        var best: [PresenterKey: (extra: Int, option: Int)] = [:]
        for arc in network.arcs(from: 1 + position) where arc < parts[part].firstUnmatchedArc {
            let option = parts[part].options[arc / 2]
            let presenter = problem.options[option].presenter
            let back = distances[network.head[arc]]
            guard presenter != now, back < Int.max else { continue }
            let extra = network.reducedCost(arc) + back
            if let known = best[presenter], known <= (extra, option) { continue }
            best[presenter] = (extra, option)
        }
        return best.values.sorted(by: <).prefix(max(count, 0)).map { choice($0.option, extra: $0.extra) }
    }

    /// Parts what the network would cost more into unmatched requests and the rest.
    private func choice(_ option: Int, extra: Int) -> Choice {
        // No plan's cost reaches that of one unmatched request, so both can be read off the sum.
        let (unmatched, cost) = (plan.totalCost + extra).quotientAndRemainder(
            dividingBy: problem.unmatchedCost
        )
        return Choice(
            option: problem.options[option],
            moreUnmatched: unmatched,
            moreCost: cost - plan.totalCost
        )
    }
}

extension MatchingNetwork {
    /// Takes over the flow and the prices of a proven plan.
    mutating func adopt(_ plan: MatchingPlan, in problem: MatchingProblem) {
        let certificate = plan.certificate
        for (index, request) in requests.enumerated() {
            network.price[1 + index] = certificate.requests[problem.requests[request]] ?? 0
        }
        for (index, day) in days.enumerated() { network.price[firstDay + index] = certificate.days[day] ?? 0 }
        for (index, month) in months.enumerated() {
            network.price[firstMonth + index] = certificate.months[month] ?? 0
        }
        for (index, year) in years.enumerated() {
            network.price[firstYear + index] = certificate.years[year] ?? 0
        }
        for (index, request) in requests.enumerated() {
            let chosen = plan.assignment(of: problem.requests[request])?.option
            let own = network.arcs(from: 1 + index)
            let arc = own.first { $0 < firstUnmatchedArc && problem.options[options[$0 / 2]] == chosen }
            guard var next = arc ?? own.last else { continue }
            // Beyond its day a unit has one way on; of a year's arcs to the sink the cheapest is taken first.
            network.push(next)
            while network.head[next] != MatchingNetwork.sink {
                let onward = network.arcs(from: network.head[next])
                guard let arc = onward.first(where: { $0 & 1 == 0 && network.room[$0] > 0 }) else { break }
                network.push(arc)
                next = arc
            }
        }
    }
}
