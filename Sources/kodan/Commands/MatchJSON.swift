import Foundation
import KodanDomain
import KodanMatching
import KodanService

/// A plan as one line of JSON, the same shape for the database and for spreadsheets.
///
/// Costs are equivalent minutes. `total_cost` is the optimum of the network that `--network-out` writes: `plan_cost`
/// and, for each request that this network leaves unmatched, `unmatched_cost`.
struct MatchJSON: Encodable {
    struct Assignment: Encodable {
        let request: String
        let title: String?
        let presenter: String
        let name: String?
        /// Which wish the slot is; the first is 1.
        let slot: Int
        let start: String
        let end: String
        let online: Bool
        let cost: Cost
    }

    struct Cost: Encodable {
        let travel: Int
        let slotOrder: Int
        let missingLevel: Int
        let notPreferred: Int
        let onlineInstead: Int
        let load: Int
        let total: Int
    }

    struct Unmatched: Encodable {
        let request: String
        let title: String?
        let reason: Reason
    }

    struct Reason: Encodable {
        /// `nobody`, `given_to_others` or `too_late`.
        let code: String
        /// How many presenters are eligible, where others need them all.
        var presenters: Int?
        /// The rules that left nobody, the one that refused most presenters first.
        var rules: [Rule]?
    }

    struct Rule: Encodable {
        let rule: String
        let presenters: Int
    }

    let totalCost: Int
    let planCost: Int
    let unmatchedCost: Int
    let matched: Int
    let unmatched: Int
    let candidateSeconds: Double
    let solveSeconds: Double
    let peakRssBytes: Int
    let skippedRows: Int
    let assignments: [Assignment]
    let unmatchedRequests: [Unmatched]
    let stale: [String]

    init(_ answer: MatchAnswer) {
        totalCost = answer.solved.networkCost
        planCost = answer.solved.plan.totalCost
        unmatchedCost = answer.solved.unmatchedCost
        matched = answer.assignments.count
        unmatched = answer.unmatched.count
        candidateSeconds = answer.solved.candidateTime.wholeMicroseconds
        solveSeconds = answer.solved.solveTime.wholeMicroseconds
        peakRssBytes = PeakMemory.bytes
        skippedRows = answer.skippedRows
        assignments = answer.assignments.map(Assignment.init)
        unmatchedRequests = answer.unmatched.map {
            Unmatched(request: $0.request.id, title: $0.request.nameIfAny, reason: Reason($0.reason))
        }
        stale = answer.stale
    }

    /// Keys in snake case and in alphabetical order.
    var line: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension MatchJSON.Assignment {
    init(_ match: MatchAnswer.Assignment) {
        let option = match.option
        self.init(
            request: match.request.id,
            title: match.request.nameIfAny,
            presenter: match.presenter.id,
            name: match.presenter.nameIfAny,
            slot: option.slotOrdinal,
            start: option.time.start.description,
            end: option.time.end.description,
            online: option.isOnline,
            cost: MatchJSON.Cost(
                travel: option.terms.travel,
                slotOrder: option.terms.slotOrder,
                missingLevel: option.terms.missingLevel,
                notPreferred: option.terms.notPreferred,
                onlineInstead: option.terms.onlineInstead,
                load: match.load,
                total: match.total
            )
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
                rules: rules.map { MatchJSON.Rule(rule: snakeCase("\($0.key)"), presenters: $0.value) }
            )
        }
    }
}

extension MatchAnswer.Label {
    fileprivate var nameIfAny: String? { name.isEmpty ? nil : name }
}

extension Duration {
    /// Seconds, to the microsecond.
    fileprivate var wholeMicroseconds: Double {
        Double(components.seconds) + Double(components.attoseconds / 1_000_000_000_000) / 1_000_000
    }
}

/// `outOfReach` as `out_of_reach`.
private func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
        text += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
    }
}
