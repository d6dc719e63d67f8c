import Hummingbird
import KodanDomain
import KodanService

/// Requests, and what is decided about them.
struct RequestsController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.post(use: create)
        group.get(":id", use: show)
        group.post(":id/correction", use: correct)
        group.post(":id/screening", use: screen)
        group.post(":id/cancellation", use: cancel)
        group.post(":id/rescheduling", use: reschedule)
        group.post(":id/offers", use: sendOffers)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: RequestFilter.parameters.union(["after", "limit"]))
        let page = try await ReadRequests(office: office)(
            try RequestFilter(query),
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { RequestSummaryBody($0) }
    }

    @Sendable private func create(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form).draft(form)
        let id = try await SubmitRequest(office: office)(
            draft,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/requests/\(id)"])
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        try await answer(try context.key(), context)
    }

    @Sendable private func correct(_ request: Request, context: KodanContext) async throws -> Response {
        let id: LectureRequest.ID = try context.key()
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form).draft(form)
        try await CorrectRequest(office: office)(id, draft, onBehalfOf: onBehalfOf, as: try context.asker())
        return try await answer(id, context)
    }

    private enum Decision: String, CaseIterable {
        case approve, reject
        case sendBack = "send_back"
    }

    @Sendable private func screen(_ request: Request, context: KodanContext) async throws -> Response {
        let id: LectureRequest.ID = try context.key()
        let form = try await reader.form(of: request)
        let decision: ScreeningDecision? =
            switch form.choice("decision", of: Decision.self) {
            case .approve: .approve
            case .reject: .reject(reason: form.reason())
            case .sendBack: .sendBack(corrections: form.reason())
            case nil: nil
            }
        try form.end()
        guard let decision else { throw form.faults.problem }
        let excess = try await ScreenRequest(office: office)(id, decision, as: try context.asker())
        let screened = try await ReadRequests(office: office)(id, as: try context.asker())
        return try .json(ScreenedBody(RequestDetailBody(screened), excess))
    }

    @Sendable private func cancel(_ request: Request, context: KodanContext) async throws -> Response {
        let id: LectureRequest.ID = try context.key()
        let form = try await reader.form(of: request)
        let side = form.choice("by", of: Side.self)
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await CancelRequest(office: office)(
            id,
            by: side,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try await answer(id, context)
    }

    @Sendable private func reschedule(_ request: Request, context: KodanContext) async throws -> Response {
        let id: LectureRequest.ID = try context.key()
        let form = try await reader.form(of: request)
        let slots = form.slots()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let slots else { throw form.faults.problem }
        try await RescheduleRequest(office: office)(
            id,
            to: slots,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try await answer(id, context)
    }

    @Sendable private func sendOffers(_ request: Request, context: KodanContext) async throws -> Response {
        let offers = try await SendOffers(office: office)(try context.key(), as: try context.asker())
        return try .json(MadeBodies(offers), status: .created)
    }

    private func answer(_ id: LectureRequest.ID, _ context: KodanContext) async throws -> Response {
        try .json(RequestDetailBody(try await ReadRequests(office: office)(id, as: try context.asker())))
    }
}
