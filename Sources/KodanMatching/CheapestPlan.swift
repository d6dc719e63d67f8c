/// The cheapest plan that matches as many requests as possible.
///
/// Exact: a minimum-cost flow, with prices that prove it. Ties go, request by request in ascending order, to being
/// matched, then to the earlier slot, then to the smaller presenter, so that the plan depends on the problem alone.
public func cheapestPlan(for problem: MatchingProblem) -> MatchingPlan {
    var chosen: [Int] = []
    var certificate = PlanCertificate()
    for part in problem.independentParts() {
        var network = MatchingNetwork(of: part, in: problem)
        network.solve()
        chosen += network.chosenOptions
        network.addPrices(to: &certificate, in: problem)
    }
    return MatchingPlan(choosing: chosen.sorted(), in: problem, certificate: certificate)
}
