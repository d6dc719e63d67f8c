internal import Foundation
package import KodanDomain
import KodanMatching

/// A plan as JSON, the same shape for the database, for spreadsheets and over HTTP.
///
/// Costs are equivalent minutes. `total_cost` is the optimum of the network that `--network-out` writes: `plan_cost`
/// and, for each request that this network leaves unmatched, `unmatched_cost`.
package struct MatchJSON: Encodable, Sendable {
    struct Assignment: Encodable, Sendable {
        let request: String
        let title: String?
        let presenter: String
        let name: String?
        /// Which wish the slot is; the first is 1.
        let slot: Int
        let start: String
        let end: String
        let online: Bool
        /// Each term by its name, and `total`.
        let cost: [String: Int]
    }

    struct Unmatched: Encodable, Sendable {
        let request: String
        let title: String?
        let reason: Reason
    }

    struct Reason: Encodable, Sendable {
        /// `nobody`, `given_to_others` or `too_late`.
        let code: String
        /// How many presenters are eligible, where others need them all.
        var presenters: Int?
        /// The rules that left nobody, the one that refused most presenters first.
        var rules: [Rule]?
    }

    struct Rule: Encodable, Sendable {
        let rule: String
        let presenters: Int
    }

    /// A row that was not saved.
    struct Stale: Encodable, Sendable {
        let request: String
        /// Absent where the plan gave it to nobody.
        let presenter: String?
        let reason: String
        /// The rule that refuses now, where one does.
        let rule: String?
    }

    let totalCost: Int
    let planCost: Int
    let unmatchedCost: Int
    let matched: Int
    let unmatched: Int
    /// Figures of the process, where one ran for this plan alone.
    let candidateSeconds: Double?
    let solveSeconds: Double?
    let peakRssBytes: Int?
    let skippedRows: Int?
    /// The saved run; absent where nothing was saved.
    package let run: String?
    let assignments: [Assignment]
    let unmatchedRequests: [Unmatched]
    let stale: [Stale]
    let fairness: [FairnessOfYear]
    let explanations: [Explanation]?
    let scarcities: [Shortage]?

    /// The plan with the answers to what was asked about it; with the peak memory of a process that made this plan
    /// only, its other figures too.
    package init(
        _ answer: MatchAnswer,
        _ questions: MatchQuestions,
        peakMemory: Int? = nil,
        run: MatchingRun.ID? = nil
    ) {
        totalCost = answer.solved.networkCost
        planCost = answer.solved.plan.totalCost
        unmatchedCost = answer.solved.unmatchedCost
        matched = answer.assignments.count
        unmatched = answer.unmatched.count
        candidateSeconds = peakMemory.map { _ in answer.solved.candidateTime.wholeMicroseconds }
        solveSeconds = peakMemory.map { _ in answer.solved.solveTime.wholeMicroseconds }
        peakRssBytes = peakMemory
        skippedRows = peakMemory.map { _ in answer.skippedRows }
        self.run = run?.description
        assignments = answer.assignments.map { Assignment($0, answer.labels) }
        unmatchedRequests = answer.unmatched.map {
            Unmatched(request: $0.request.id, title: $0.request.nameIfAny, reason: Reason($0.reason))
        }
        stale = answer.stale.map { row in
            Stale(
                request: row.request.id,
                presenter: row.presenter?.id,
                reason: row.reason.code,
                rule: row.reason.rule?.code
            )
        }
        fairness = questions.fairness.map(FairnessOfYear.init)
        explanations =
            questions.explained.isEmpty
            ? nil : questions.explained.map { Explanation($0, answer.labels) }
        scarcities = questions.shortages.map { $0.map(Shortage.init) }
    }

    /// Keys in snake case and in alphabetical order.
    package var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension MatchJSON.Assignment {
    init(_ match: MatchingPlan.Assignment, _ labels: MatchAnswer.Labels) {
        let option = match.option
        let request = labels.request(option.request)
        let presenter = labels.presenter(option.presenter)
        var cost = Dictionary(uniqueKeysWithValues: match.shares.map { ($0.term.code, $0.minutes) })
        cost["total"] = match.cost
        self.init(
            request: request.id,
            title: request.nameIfAny,
            presenter: presenter.id,
            name: presenter.nameIfAny,
            slot: option.slotOrdinal,
            start: option.time.start.description,
            end: option.time.end.description,
            online: option.isOnline,
            cost: cost
        )
    }
}

extension MatchJSON.Reason {
    init(_ reason: UnmatchedRequest.Reason) {
        switch reason {
        case .tooLate: self.init(code: "too_late")
        case .givenToOthers(let presenters): self.init(code: "given_to_others", presenters: presenters)
        case .nobody(let counts):
            let rules = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            self.init(
                code: "nobody",
                rules: rules.map { MatchJSON.Rule(rule: $0.key.code, presenters: $0.value) }
            )
        }
    }
}

extension MatchAnswer.Label {
    var nameIfAny: String? { name.isEmpty ? nil : name }
}

extension Duration {
    /// Seconds, to the microsecond.
    fileprivate var wholeMicroseconds: Double {
        Double(components.seconds) + Double(components.attoseconds / 1_000_000_000_000) / 1_000_000
    }
}
