import KodanDomain
import Testing

@testable import KodanMatching

@Suite("A matching problem")
struct MatchingProblemTests {
    private static let monday = day("2026-12-07")
    private static let sound = ProblemParts(
        requests: [1, 2],
        options: [option(1, by: 5, on: monday, cost: 10), option(2, by: 5, on: monday, cost: 20)],
        capacities: [capacity(of: 5, month: 1, year: 2)],
        weights: .loading(15)
    )

    private func error(_ change: (inout ProblemParts) -> Void) -> MatchingProblemError? {
        var parts = Self.sound
        change(&parts)
        do {
            _ = try parts.problem()
            return nil
        } catch { return error }
    }

    @Test("is refused when its parts do not fit together")
    func refusesNonsense() {
        let stranger = option(1, by: 6, on: Self.monday, cost: 1)
        let negative = option(1, 2, by: 5, on: Self.monday, cost: -1)
        #expect(error { _ in } == nil)
        #expect(error { $0.requests.append(1) } == .requestTwice(1))
        #expect(error { $0.capacities.append(capacity(of: 5, month: 1, year: 1)) } == .presenterTwice(5))
        #expect(error { $0.options.append($0.options[0]) } == .optionTwice(Self.sound.options[0]))
        #expect(error { $0.requests.removeFirst() } == .unknownRequest(1))
        #expect(error { $0.requests.removeLast() } == .unknownRequest(2))
        #expect(error { $0.requests.removeAll() } == .unknownRequest(1))
        #expect(error { $0.options.append(stranger) } == .unknownPresenter(6))
        #expect(error { $0.options.append(negative) } == .negativeCost(negative))
        #expect(error { $0.capacities = [capacity(of: 5, month: -1, year: 1)] } == .capacityOutOfRange(5))
        #expect(
            error { $0.capacities = [capacity(of: 5, month: 1, year: 1_000_001)] } == .capacityOutOfRange(5)
        )
    }

    @Test("makes an unmatched request dearer than all at their dearest")
    func pricesTheUnmatched() throws {
        // At most the second lecture of the year: 15 on top of 10 and of 20.
        #expect(try Self.sound.problem().unmatchedCost == 1 + 25 + 35)
    }

    @Test("is refused where cost times nodes reaches 2^62, and solved exactly just below")
    func refusesOverflow() throws {
        // Two requests, two options: 9 nodes at most. unmatchedCost = 1 + (cost + 15) + 35.
        let largest = ((1 << 62) - 1) / 9 - 51
        func parts(_ cost: Int) -> ProblemParts {
            var parts = Self.sound
            // One term holds less than 2^58, so the cost is spread over all six.
            let sixth = cost / 6
            parts.options[0] = MatchingOption(
                request: 1,
                slotOrdinal: 1,
                presenter: 5,
                time: slot(Self.monday),
                isOnline: false,
                terms: CostTerms(
                    travel: cost - 5 * sixth,
                    slotOrder: sixth,
                    missingLevel: sixth,
                    notPreferred: sixth,
                    onlineInstead: sixth,
                    sameHostAgain: sixth
                )
            )
            return parts
        }
        #expect(throws: MatchingProblemError.costsTooLarge) { try parts(largest + 1).problem() }
        let problem = try parts(largest).problem()
        let plan = cheapestPlan(for: problem)
        #expect(plan.assignments.map(\.option.request) == [2])
        #expect(plan.firstFault(in: problem) == nil)
        for huge in [1 << 58, Int.max] {
            #expect(error { $0.options[0] = option(1, by: 5, on: Self.monday, cost: huge) } == .costsTooLarge)
        }
        let many = (1...40).map { option($0, by: 5, on: Self.monday, cost: (1 << 58) - 1) }
        #expect(
            error {
                $0.requests = Array(1...40)
                $0.options = many
            } == .costsTooLarge
        )
    }

    @Test("is the same whatever the order of its parts")
    func isCanonical() throws {
        var dice = Dice(seed: 9)
        var parts = ProblemParts.small(using: &dice)
        let problem = try parts.problem()
        for _ in 0..<20 {
            parts.shuffle(using: &dice)
            #expect(try parts.problem() == problem)
        }
    }

    @Test("falls apart where no presenter's fiscal year is shared")
    func fallsApart() throws {
        var parts = Self.sound
        parts.requests = [1, 2, 3, 4, 5]
        parts.options += [
            option(3, by: 6, on: Self.monday, cost: 1), option(4, by: 5, on: day("2027-04-01"), cost: 1),
            option(1, 2, by: 6, on: day("2027-04-01"), cost: 1),
        ]
        parts.capacities.append(capacity(of: 6, month: 1, year: 1))
        #expect(try parts.problem().independentParts() == [[0, 1], [2], [3], [4]])
    }
}
