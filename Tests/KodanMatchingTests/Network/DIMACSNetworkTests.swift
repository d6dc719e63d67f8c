import KodanDomain
import KodanMatching
import Testing

/// The whole text of a problem's network.
private func text(of problem: MatchingProblem) -> String {
    var bytes: [UInt8] = []
    DIMACSNetwork(problem).write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
}

@Suite("A problem as DIMACS text")
struct DIMACSNetworkTests {
    @Test("has the plan's cost as its optimum, what is left unmatched and load included", arguments: 0..<8)
    func optimum(seed: Int) throws {
        var dice = Dice(seed: UInt64(4000 + seed))
        var unmatched = 0
        for _ in 0..<100 {
            let problem = try ProblemParts.small(using: &dice).problem()
            let plan = cheapestPlan(for: problem)
            unmatched += plan.unmatched.count
            let network = DIMACSReader(text(of: problem))
            #expect(network.strays == [])
            #expect(network.leastCost() == problem.networkCost(of: plan))
        }
        // Both kinds of arcs were decisive.
        #expect(unmatched > 0)
    }

    @Test("has the same optimum where presenters and requests are given, not options", arguments: 0..<4)
    func fromFacts(seed: Int) throws {
        var dice = Dice(seed: UInt64(4100 + seed))
        for _ in 0..<10 {
            let facts = RandomFacts(presenters: 12, requests: 10, using: &dice)
            let problem = try MatchingProblem(
                presenters: facts.presenters,
                requests: facts.requests,
                eligibility: Eligibility()
            )
            let network = DIMACSReader(text(of: problem))
            #expect(network.leastCost() == problem.networkCost(of: cheapestPlan(for: problem)))
        }
    }

    @Test("states its size, supplies one unit for each request, and asks for all at the sink")
    func frame() throws {
        var dice = Dice(seed: 4200)
        for _ in 0..<50 {
            let problem = try ProblemParts.small(using: &dice).problem()
            let network = DIMACSReader(text(of: problem))
            let requests = problem.requests.count
            #expect(network.nodeCount == DIMACSNetwork(problem).nodeCount)
            #expect(network.statedArcs == network.arcs.count)
            #expect(network.statedArcs == DIMACSNetwork(problem).arcCount)
            var supplies = Dictionary(uniqueKeysWithValues: (1...requests).map { ($0, 1) })
            supplies[network.nodeCount] = -requests
            #expect(network.supplies == supplies)
        }
    }

    @Test("has each pair, the days, months and years with what remains of them, and rising loads")
    func byHand() throws {
        let march = day("2027-03-31")
        let april = day("2027-04-01")
        let problem = try MatchingProblem(
            requests: [1, 2],
            options: [
                option(1, by: 9, on: march, cost: 30), option(2, by: 9, on: march, cost: 40),
                option(2, 2, by: 9, on: april, cost: 50),
            ],
            capacities: [
                PresenterCapacity(
                    presenter: 9,
                    months: [march.yearMonth: 2, april.yearMonth: 1],
                    years: [
                        FiscalYear(containing: march): .init(remaining: 5, held: 2),
                        FiscalYear(containing: april): .init(remaining: 1, held: 0),
                    ]
                )
            ],
            weights: .loading(15)
        )
        // 3 and 4 are the days, 5 and 6 the months, 7 and 8 the years, 9 is the sink. A year with one day can hold
        // one lecture more, whatever remains. To be unmatched costs more than all at their dearest: a run of two
        // requests adds two lectures at most, so each could be the fourth of its year.
        let unmatched = 1 + (30 + 45) + (40 + 45)
        #expect(
            DIMACSReader(text(of: problem)).arcs == [
                .init(tail: 1, head: 3, capacity: 1, cost: 30),
                .init(tail: 1, head: 9, capacity: 1, cost: unmatched),
                .init(tail: 2, head: 3, capacity: 1, cost: 40),
                .init(tail: 2, head: 4, capacity: 1, cost: 50),
                .init(tail: 2, head: 9, capacity: 1, cost: unmatched),
                .init(tail: 3, head: 5, capacity: 1, cost: 0), .init(tail: 4, head: 6, capacity: 1, cost: 0),
                .init(tail: 5, head: 7, capacity: 2, cost: 0), .init(tail: 6, head: 8, capacity: 1, cost: 0),
                .init(tail: 7, head: 9, capacity: 1, cost: 30), .init(tail: 8, head: 9, capacity: 1, cost: 0),
            ]
        )
    }

    @Test("of nothing is a sink alone")
    func empty() throws {
        let problem = try MatchingProblem(requests: [], options: [], capacities: [], weights: .standard)
        let network = DIMACSReader(text(of: problem))
        #expect(network.nodeCount == 1)
        #expect(network.arcs == [])
        #expect(network.supplies == [:])
        #expect(network.strays == [])
    }

    @Test("comes in pieces, and stops where the receiver does")
    func pieces() throws {
        struct Full: Error {}
        var dice = Dice(seed: 4300)
        let problem = try ProblemParts.large(
            requests: 400,
            presenters: 600,
            regions: 3,
            optionsPerSlot: 20,
            using: &dice
        ).problem()
        var sizes: [Int] = []
        DIMACSNetwork(problem).write { sizes.append($0.count) }
        #expect(sizes.count > 2)
        #expect(sizes.allSatisfy { $0 < 70_000 })
        var received = 0
        #expect(throws: Full.self) {
            try DIMACSNetwork(problem).write { _ throws(Full) in
                received += 1
                throw Full()
            }
        }
        #expect(received == 1)
    }
}
