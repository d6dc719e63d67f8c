extension MatchingNetwork {
    /// Brings every request to the sink at the least cost, ties to the smaller requests, slots and presenters.
    ///
    /// Successive shortest paths, one for each request; every request has a way, if only as unmatched.
    mutating func solve() {
        var scratch = ShortestPathScratch(nodeCount: network.nodeCount)
        for node in 1..<firstDay {
            network.sendUnit(from: node, to: MatchingNetwork.sink, scratch: &scratch)
        }
        network.settleTies(sources: 1..<firstDay)
    }

    /// The options that carry a unit, as indices into those of the problem.
    var chosenOptions: [Int] {
        options.indices.filter { network.flow(2 * $0) > 0 }.map { options[$0] }
    }

    /// Adds the prices of all nodes to `certificate`.
    func addPrices(to certificate: inout PlanCertificate, in problem: MatchingProblem) {
        for (index, request) in requests.enumerated() {
            certificate.requests[problem.requests[request]] = network.price[1 + index]
        }
        for (index, day) in days.enumerated() { certificate.days[day] = network.price[firstDay + index] }
        for (index, month) in months.enumerated() {
            certificate.months[month] = network.price[firstMonth + index]
        }
        for (index, year) in years.enumerated() { certificate.years[year] = network.price[firstYear + index] }
    }
}
