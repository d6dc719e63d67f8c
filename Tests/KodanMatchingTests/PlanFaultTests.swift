import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A fault of a plan")
struct PlanFaultTests {
    @Test("is found in every plan that is worse than the best", arguments: 200..<204)
    func findsWorsePlans(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        var worse = 0
        for _ in 0..<300 {
            let problem = try ProblemParts.small(using: &dice).problem()
            let best = cheapestPlan(for: problem)
            var chosen: [Int] = []
            for request in problem.requests.indices {
                let options = problem.options(at: request)
                if !options.isEmpty, dice.roll(6) > 0 {
                    chosen.append(options.lowerBound + dice.roll(options.count))
                }
            }
            let plan = MatchingPlan(choosing: chosen, in: problem, certificate: best.certificate)
            let asGood = plan.matchedCount == best.matchedCount && plan.totalCost == best.totalCost
            switch plan.firstFault(in: problem) {
            case nil: #expect(asGood)
            case .notProven?:
                worse += 1
                #expect(!asGood)
            case .capacityExceeded?: break
            case let other?: Issue.record("unexpected fault \(other)")
            }
        }
        #expect(worse > 20)
    }

    private let monday = day("2026-12-07")
    private let tuesday = day("2026-12-08")

    private func problem() throws -> MatchingProblem {
        try ProblemParts(
            requests: [1, 2, 3],
            options: [
                option(1, by: 5, on: monday, cost: 10), option(1, by: 6, on: monday, cost: 10),
                option(2, by: 5, on: monday, cost: 20), option(2, 2, by: 5, on: tuesday, cost: 90),
            ],
            capacities: [capacity(of: 5, month: 1, year: 2), capacity(of: 6, month: 1, year: 1)],
            weights: .standard
        ).problem()
    }

    private func fault(
        assignments: (inout [MatchingPlan.Assignment]) -> Void = { _ in },
        total: Int = 0,
        certificate: (inout PlanCertificate) -> Void = { _ in }
    ) throws -> PlanFault? {
        let problem = try problem()
        let plan = cheapestPlan(for: problem)
        var changed = plan.assignments
        assignments(&changed)
        var prices = plan.certificate
        certificate(&prices)
        return MatchingPlan(
            assignments: changed,
            unmatched: plan.unmatched,
            totalCost: plan.totalCost + total,
            certificate: prices
        ).firstFault(in: problem)
    }

    @Test("is nil for the cheapest plan")
    func acceptsTheBest() throws {
        #expect(try fault() == nil)
    }

    @Test("is a request that is lost, or given twice")
    func findsWrongRequests() throws {
        #expect(try fault(assignments: { $0.removeLast() }) == .wrongRequests)
        #expect(try fault(assignments: { $0.append($0[0]) }) == .wrongRequests)
    }

    @Test("is a choice that was never offered")
    func findsUnknownOptions() throws {
        let cheaper = option(2, by: 5, on: monday, cost: 1)
        let change = { (all: inout [MatchingPlan.Assignment]) in
            all[1] = MatchingPlan.Assignment(option: cheaper, load: 0)
        }
        #expect(try fault(assignments: change) == .unknownOption(2))
    }

    @Test("is a day, a month or a year that is too full")
    func findsExceededCapacity() throws {
        let problem = try problem()
        let plan = cheapestPlan(for: problem)
        // Options 0, 1: request 1 by 5 and 6; 2, 3: request 2 by 5 on the same day and on the next.
        for chosen in [[0, 2], [0, 3]] {
            let full = MatchingPlan(choosing: chosen, in: problem, certificate: plan.certificate)
            #expect(full.firstFault(in: problem) == .capacityExceeded(5))
        }
    }

    @Test("is a load or a total that does not add up")
    func findsWrongCosts() throws {
        #expect(try fault(total: 1) == .wrongCost)
        #expect(try fault(total: -1) == .wrongCost)
        let change = { (all: inout [MatchingPlan.Assignment]) in
            all[0] = MatchingPlan.Assignment(option: all[0].option, load: 7)
        }
        #expect(try fault(assignments: change, total: 7) == .wrongCost)
    }

    @Test("is a price that is missing or proves nothing")
    func findsWrongPrices() throws {
        #expect(try fault(certificate: { $0.requests[3] = nil }) == .priceMissing)
        #expect(try fault(certificate: { $0.days.removeAll() }) == .priceMissing)
        #expect(try fault(certificate: { $0.months.removeAll() }) == .priceMissing)
        #expect(try fault(certificate: { $0.years.removeAll() }) == .priceMissing)
        #expect(try fault(certificate: { $0.requests[1] = 0 }) == .notProven)
        #expect(try fault(certificate: { $0.requests[1] = .min }) == .notProven)
        let december = PresenterPeriod<YearMonth>(6, monday.yearMonth)
        #expect(try fault(certificate: { $0.months[december] = 1_000 }) == .notProven)
        let year = PresenterPeriod(5, FiscalYear(containing: monday))
        #expect(try fault(certificate: { $0.years[year] = -1 }) == .notProven)
    }
}
