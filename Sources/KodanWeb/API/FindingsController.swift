import Hummingbird
import KodanDomain
import KodanService

/// What stands out before money goes out, and its clearance.
struct FindingsController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.get(":id", use: show)
        group.post(":id/clearance", use: clear)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: ["state", "after", "limit"])
        let page = try await ReadFindings(office: office)(
            in: try query.choice("state"),
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { FindingBody($0) }
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        try await answer(try context.key(), context)
    }

    @Sendable private func clear(_ request: Request, context: KodanContext) async throws -> Response {
        let id: Finding.ID = try context.key()
        let form = try await reader.form(of: request)
        let reason = form.reason()
        try form.end()
        try await ClearFinding(office: office)(id, because: reason, as: try context.asker())
        return try await answer(id, context)
    }

    private func answer(_ id: Finding.ID, _ context: KodanContext) async throws -> Response {
        try .json(FindingBody(try await ReadFindings(office: office)(id, as: try context.asker())))
    }
}

/// A finding as JSON; it is about an assignment or a payee.
struct FindingBody: Encodable {
    let id: String
    let kind: String
    let severity: String
    let state: String
    let assignment: String?
    let payee: String?
    /// The key of the other assignment, payee or leg that it is about.
    let other: String?
    let foundAt: String
    let endedAt: String?
    let clearedBy: String?
    let reason: String?

    init(_ finding: FindingEntry) {
        id = finding.id.description
        kind = finding.cause.kind.rawValue
        severity = finding.cause.severity.rawValue
        state = finding.state.rawValue
        switch finding.cause.subject {
        case .lecture(let id):
            assignment = id.description
            payee = nil
        case .payee(let id):
            assignment = nil
            payee = id.description
        }
        other = finding.cause.other.isEmpty ? nil : finding.cause.other
        foundAt = finding.foundAt.description
        endedAt = finding.endedAt?.description
        clearedBy = finding.clearedBy?.description
        reason = finding.reason
    }
}
