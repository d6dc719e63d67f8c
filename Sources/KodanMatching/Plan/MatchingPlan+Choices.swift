import KodanDomain

extension MatchingPlan {
    /// The plan of the options `chosen`, ascending indices into those of `problem`.
    init(choosing chosen: [Int], in problem: MatchingProblem, certificate: PlanCertificate) {
        let options = chosen.map { problem.options[$0] }
        let loads = MatchingPlan.loads(of: options, in: problem)
        let assignments = zip(options, loads).map { Assignment(option: $0, load: $1) }
        var unmatched: [Unmatched] = []
        var next = 0
        for (index, request) in problem.requests.enumerated() {
            if next < options.count, options[next].request == request {
                next += 1
                continue
            }
            // What a full month or year closes is as good as not there.
            let eligible = problem.options[problem.options(at: index)]
                .filter { problem.monthRemaining($0) > 0 && problem.year($0).remaining > 0 }
            let presenters = Set(eligible.map(\.presenter)).count
            let reason: UnmatchedReason =
                presenters == 0 ? .nobodyEligible : .givenToOthers(presenters: presenters)
            unmatched.append(Unmatched(request: request, reason: reason))
        }
        self.init(
            assignments: assignments,
            unmatched: unmatched,
            totalCost: assignments.reduce(0) { $0 + $1.cost },
            certificate: certificate
        )
    }

    /// What load adds to each of `options`: within a presenter's fiscal year by day, the earliest least.
    static func loads(of options: [MatchingOption], in problem: MatchingProblem) -> [Int] {
        var loads = [Int](repeating: 0, count: options.count)
        var nth: [PresenterPeriod<FiscalYear>: Int] = [:]
        let inTime = options.indices.sorted { (options[$0].day, $0) < (options[$1].day, $1) }
        for index in inTime {
            let option = options[index]
            let year = PresenterPeriod(option.presenter, FiscalYear(containing: option.day))
            let lecture = nth[year, default: problem.year(option).held] + 1
            nth[year] = lecture
            loads[index] = problem.weights.load(nth: lecture)
        }
        return loads
    }
}
