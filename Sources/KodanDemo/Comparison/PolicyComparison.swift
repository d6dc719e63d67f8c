import KodanDomain
import KodanMatching

/// The demo's year decided by each policy: what the match is worth against what people do.
public struct PolicyComparison: Sendable {
    /// How many times the year's requests were given out.
    let factor: Int
    /// What was given to all policies.
    let stream: RequestStream
    /// What each made of it, in the order of `AssignmentPolicy`.
    let outcomes: [PolicyOutcome]

    /// Draws the year of `seed` with `factor` times its requests, 1 or more, and lets every policy decide it.
    ///
    /// It needs no database. `config` is the folder of shipped tables. Throws ``DemoProblem`` or what reading the
    /// tables throws.
    public init(config: String, seed: UInt64, factor: Int) throws {
        self.factor = factor
        var demo = try DemoStream(folder: config, seed: seed, factor: factor)
        let stream = try demo.stream()
        self.stream = stream
        outcomes = try AssignmentPolicy.allCases.map { try stream.outcome(of: $0) }
    }

    /// The table as lines of text.
    public var lines: [String] {
        let title =
            "Fiscal year \(FiscalYear.demo.startYear), \(factor) × the demo's requests: "
            + "\(stream.requests.count) to dispatch, \(stream.presenters.count) presenters"
        let header = [
            "policy", "matched", "unmatched", "online", "travel", "longest", "median", "cost", "most",
            "none %", "top 10 %",
        ]
        return [title, PolicyComparison.row(header)] + outcomes.map(row)
    }

    /// What the columns mean.
    public static let legend = [
        "travel, longest, median: minutes one way to venues. cost: equivalent minutes, with load and missing level.",
        "most: lectures of the busiest presenter; none %: presenters without one; top 10 %: the share in all",
        "lectures of the busiest tenth. Self-hosted lectures count. Whoever is chosen accepts, nothing is called off.",
    ]

    private func row(_ outcome: PolicyOutcome) -> String {
        let spread = outcome.spread(among: stream.presenters, in: .demo)
        let numbers = [
            outcome.assignments.count, outcome.unmatched.count, outcome.online, outcome.totalTravel,
            outcome.longestTravel, outcome.medianTravel, outcome.totalCost, spread.most,
            spread.withNonePercent, spread.busiestTenthPercent,
        ]
        return PolicyComparison.row([outcome.policy.rawValue] + numbers.map { "\($0)" })
    }

    /// The first column to the left, the others to the right.
    private static func row(_ fields: [String]) -> String {
        let first = fields[0] + String(repeating: " ", count: max(1, 24 - fields[0].count))
        return first
            + fields.dropFirst().map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
    }
}
