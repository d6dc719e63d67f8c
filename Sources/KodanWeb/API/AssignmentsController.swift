import Hummingbird
import KodanDomain
import KodanService

/// Assignments, what both sides attest, and what ends them.
struct AssignmentsController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.get(":id", use: show)
        group.post(":id/withdrawal", use: withdraw)
        group.post(":id/report", use: report)
        group.post(":id/confirmation", use: confirm)
        group.post(":id/travel", use: claimTravel)
        group.post(":id/no-show", use: recordNoShow)
        group.post(":id/deliveries", use: planDeliveries)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(
            request,
            known: ["request", "presenter", "organization", "state", "from", "to", "after", "limit"]
        )
        var filter = AssignmentFilter()
        filter.request = try query.key("request")
        filter.presenter = try query.key("presenter")
        filter.organization = try query.key("organization")
        filter.states = try query.choices("state")
        filter.from = try query.day("from")
        filter.to = try query.day("to")
        let page = try await ReadAssignments(office: office)(
            filter,
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { AssignmentSummaryBody($0) }
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        try await answer(try context.key(), context)
    }

    @Sendable private func withdraw(_ request: Request, context: KodanContext) async throws -> Response {
        let id: Assignment.ID = try context.key()
        let form = try await reader.form(of: request)
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await WithdrawFromAssignment(office: office)(
            id,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try await answer(id, context)
    }

    @Sendable private func report(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        let filed = try await ReportLecture(office: office)(
            try context.key(),
            try form.report(),
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try .json(MadeBody(filed), status: .created)
    }

    @Sendable private func confirm(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        let filed = try await ConfirmLecture(office: office)(
            try context.key(),
            try form.confirmation(),
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try .json(MadeBody(filed), status: .created)
    }

    @Sendable private func claimTravel(_ request: Request, context: KodanContext) async throws -> Response {
        let id: Assignment.ID = try context.key()
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        try await ClaimTravel(office: office)(
            try form.travelClaims(),
            for: id,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try await answer(id, context)
    }

    @Sendable private func recordNoShow(_ request: Request, context: KodanContext) async throws -> Response {
        let id: Assignment.ID = try context.key()
        let form = try await reader.form(of: request)
        let side = form.choice("absent", of: Side.self)
        let reason = form.reason()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await RecordNoShow(office: office)(id, absent: side, because: reason, as: try context.asker())
        return try await answer(id, context)
    }

    @Sendable private func planDeliveries(_ request: Request, context: KodanContext) async throws -> Response
    {
        let planned = try await DeliverMaterials(office: office).plan(
            for: try context.key(),
            as: try context.asker()
        )
        return try .json(MadeBodies(planned), status: .created)
    }

    private func answer(_ id: Assignment.ID, _ context: KodanContext) async throws -> Response {
        try .json(
            AssignmentDetailBody(try await ReadAssignments(office: office)(id, as: try context.asker()))
        )
    }
}
