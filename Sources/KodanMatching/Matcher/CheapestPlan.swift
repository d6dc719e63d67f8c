/// The cheapest plan that matches as many requests as possible.
///
/// Exact: a minimum-cost flow, with prices that prove it. Requests enter in ascending order, and of equal choices
/// the first found stays, so that the plan depends on the problem alone, and of two requests of which only one can be
/// matched at equal cost the smaller key is.
public func cheapestPlan(for problem: MatchingProblem) -> MatchingPlan {
    var chosen: [Int] = []
    var certificate = PlanCertificate()
    // Parts share nothing, so they are solved on all cores.
    for part in problem.independentParts().concurrentMap({ PartSolver.solution(of: $0, in: problem) }) {
        chosen += part.chosen
        certificate.add(part.certificate)
    }
    return MatchingPlan(choosing: chosen.sorted(), in: problem, certificate: certificate)
}
