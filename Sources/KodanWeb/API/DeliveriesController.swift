import Hummingbird
import KodanDomain
import KodanService

/// Materials on their way to lectures, and what happens to them.
struct DeliveriesController {
    let office: Office
    let reader: BodyReader

    func addRoutes(to group: RouterGroup<KodanContext>) {
        group.get(use: list)
        group.get(":id", use: show)
        group.post(":id/dispatch", use: send)
        group.post(":id/receipt", use: receive)
    }

    @Sendable private func list(_ request: Request, context: KodanContext) async throws -> Response {
        let query = try Query(request, known: ["assignment", "state", "ship_by", "after", "limit"])
        let page = try await ReadDeliveries(office: office)(
            of: try query.key("assignment"),
            states: try query.choices("state"),
            shipBy: try query.day("ship_by"),
            after: try query.key("after"),
            limit: try query.limit(),
            as: try context.asker()
        )
        return try .page(page, of: request, query) { DeliveryEntryBody($0) }
    }

    @Sendable private func show(_ request: Request, context: KodanContext) async throws -> Response {
        try await answer(try context.key(), context)
    }

    @Sendable private func send(_ request: Request, context: KodanContext) async throws -> Response {
        let id: MaterialDelivery.ID = try context.key()
        let form = try await reader.form(of: request)
        let number = form.text("carrier_number", .optional)
        try form.end()
        try await DeliverMaterials(office: office).send(id, carrierNumber: number, as: try context.asker())
        return try await answer(id, context)
    }

    @Sendable private func receive(_ request: Request, context: KodanContext) async throws -> Response {
        let id: MaterialDelivery.ID = try context.key()
        let form = try await reader.form(of: request)
        try form.end()
        try await DeliverMaterials(office: office).receive(id, as: try context.asker())
        return try await answer(id, context)
    }

    private func answer(_ id: MaterialDelivery.ID, _ context: KodanContext) async throws -> Response {
        try .json(DeliveryEntryBody(try await ReadDeliveries(office: office)(id, as: try context.asker())))
    }
}

/// A delivery as JSON; fields that hold nothing are absent.
struct DeliveryEntryBody: Encodable {
    let id: String
    let state: String
    let assignment: String
    let lectureOn: String
    let material: String
    let edition: String
    let quantity: Int
    let shipTo: String?
    let shipBy: String
    let carrierNumber: String?
    let sentAt: String?
    let receivedAt: String?

    init(_ delivery: DeliveryEntry) {
        id = delivery.id.description
        state = delivery.state.rawValue
        assignment = delivery.assignment.description
        lectureOn = delivery.lectureOn.description
        material = delivery.material
        edition = delivery.edition
        quantity = delivery.quantity
        shipTo = delivery.shipTo
        shipBy = delivery.shipBy.description
        carrierNumber = delivery.carrierNumber
        sentAt = delivery.sentAt?.description
        receivedAt = delivery.receivedAt?.description
    }
}
