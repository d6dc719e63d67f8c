import Hummingbird
import KodanDomain
import KodanService

/// Matching runs: all open requests at once.
struct MatchingRunsController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.post(use: create)
    }

    @Sendable private func create(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let save = form.flag("save")
        try form.end()
        guard let save else { throw form.faults.problem }
        let outcome = try await MatchRequests(office: office)(save: save, as: try context.asker())
        return try .json(MatchOutcomeBody(outcome), status: save ? .created : .ok)
    }
}

/// What a match found, as JSON; costs are equivalent minutes.
struct MatchOutcomeBody: Encodable {
    struct Match: Encodable {
        let request: String
        let slot: String
        let presenter: String
        let online: Bool
        let travel: Int
        let slotOrder: Int
        let level: Int
        let notPreferred: Int
        let onlineInstead: Int
        let sameHostAgain: Int
        let load: Int
        let total: Int
    }

    struct Unmatched: Encodable {
        let request: String
        let reason: String
    }

    /// A row that was not saved.
    struct Stale: Encodable {
        let request: String
        let presenter: String?
        let reason: String
        let rule: String?
    }

    let requests: Int
    let totalCost: Int
    let matches: [Match]
    let unmatched: [Unmatched]
    let stale: [Stale]

    init(_ outcome: MatchOutcome) {
        requests = outcome.requests
        totalCost = outcome.totalCost
        matches = outcome.matchedRequests.map { match in
            Match(
                request: match.request.description,
                slot: match.slot.description,
                presenter: match.presenter.description,
                online: match.isOnline,
                travel: match.travel,
                slotOrder: match.slotOrder,
                level: match.level,
                notPreferred: match.notPreferred,
                onlineInstead: match.onlineInstead,
                sameHostAgain: match.sameHostAgain,
                load: match.load,
                total: match.total
            )
        }
        unmatched = outcome.unmatched.map {
            Unmatched(request: $0.request.description, reason: $0.reason.code)
        }
        stale = outcome.stale.map { row in
            Stale(
                request: row.request.description,
                presenter: row.presenter?.description,
                reason: row.reasonCode,
                rule: row.ruleCode
            )
        }
    }
}
