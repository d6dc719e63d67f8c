import Hummingbird
import KodanDomain
import KodanService

/// Offers, and their answers.
struct OffersController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.get(":id", use: show)
        group.post(":id/acceptance", use: accept)
        group.post(":id/refusal", use: decline)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: ["request", "presenter", "state", "due_before", "after", "limit"])
        var filter = OfferFilter()
        filter.request = try query.key("request")
        filter.presenter = try query.key("presenter")
        filter.states = try query.choices("state")
        filter.dueBefore = try query.instant("due_before")
        let page = try await ReadOffers(office: office)(
            filter,
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { OfferBody($0) }
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        try await answer(try context.key(), context)
    }

    @Sendable private func accept(_ request: Request, context: KodanContext) async throws -> Response {
        let form = try await reader.form(of: request)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        let id = try await AcceptOffer(office: office)(
            try context.key(),
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/assignments/\(id)"])
    }

    @Sendable private func decline(_ request: Request, context: KodanContext) async throws -> Response {
        let id: Offer.ID = try context.key()
        let form = try await reader.form(of: request)
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await DeclineOffer(office: office)(
            id,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try context.asker()
        )
        return try await answer(id, context)
    }

    private func answer(_ id: Offer.ID, _ context: KodanContext) async throws -> Response {
        try .json(OfferBody(try await ReadOffers(office: office)(id, as: try context.asker())))
    }
}

/// An offer as JSON.
struct OfferBody: Encodable {
    let id: String
    let state: String
    let request: String
    let title: String
    let presenter: String
    let presenterName: String
    let start: String
    let end: String
    let online: Bool
    let venueName: String?
    let municipality: String?
    let travelMinutes: Int
    let sentAt: String?
    let deadline: String?
    let answeredAt: String?
    let reason: String?

    init(_ offer: OfferSummary) {
        id = offer.id.description
        state = offer.state.rawValue
        request = offer.request.description
        title = offer.title
        presenter = offer.presenter.description
        presenterName = offer.presenterName
        start = offer.during.start.description
        end = offer.during.end.description
        online = offer.isOnline
        venueName = offer.venueName
        municipality = offer.municipality?.digits
        travelMinutes = offer.travelMinutes
        sentAt = offer.sentAt?.description
        deadline = offer.deadline?.description
        answeredAt = offer.answeredAt?.description
        reason = offer.reason
    }
}
