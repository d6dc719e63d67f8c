import Hummingbird
import KodanDomain
import KodanService

/// Materials on their way to lectures, and what happens to them.
enum DeliveriesController {
    private static let carriers: Set<Role> = [.clerk, .coordinator]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/deliveries",
            "listDeliveries",
            .lectures,
            "Materials on their way to the lectures that the asker may see",
            roles: .everybody,
            query: [
                QueryParameter("assignment", .key(Assignment.self), "Only those for this lecture."),
                .states(DeliveryState.self),
                QueryParameter("ship_by", .day, "Only those that leave by this day."),
                .after(MaterialDelivery.self), .limit,
            ],
            answers: [.ok(.page(of: DeliveryEntryBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/deliveries/{id}",
            "showDelivery",
            .lectures,
            "One delivery",
            roles: .everybody,
            answers: [.ok(DeliveryEntryBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/deliveries",
            "planDeliveries",
            .lectures,
            "Plan the materials for a lecture, in their newest editions",
            notes: "What is planned already is passed over.",
            roles: carriers,
            answers: [.created(MadeBodies.schema(MaterialDelivery.self), "What was planned now.")],
            refusals: ["assignment_state"],
            effect: .creates,
            use: plan
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/dispatch",
            "sendDelivery",
            .lectures,
            "Record that a delivery went out",
            roles: carriers,
            body: .json(.form([.optional("carrier_number", .text("1234-5678-9012", 1...50))])),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state"],
            use: send
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/receipt",
            "receiveDelivery",
            .lectures,
            "Record that a delivery arrived",
            roles: carriers,
            body: .json(.form([])),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state"],
            use: receive
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/return",
            "returnDelivery",
            .lectures,
            "Record that a delivery came back to stock",
            roles: carriers,
            body: .json(.form([])),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state"],
            use: takeBack
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadDeliveries(office: call.office)(
            of: try call.query.key("assignment"),
            states: try call.query.choices("state"),
            shipBy: try call.query.day("ship_by"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { DeliveryEntryBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let delivery = try await ReadDeliveries(office: call.office)(try call.key(), as: try call.asker())
        return try .json(DeliveryEntryBody(delivery))
    }

    @Sendable private static func plan(_ call: Call) async throws -> Response {
        let planned = try await DeliverMaterials(office: call.office).plan(
            for: try call.key(),
            as: try call.asker()
        )
        return try .json(MadeBodies(planned), status: .created)
    }

    @Sendable private static func send(_ call: Call) async throws -> Response {
        let form = try call.form()
        let number = form.text("carrier_number", .optional)
        try form.end()
        try await DeliverMaterials(office: call.office).send(
            try call.key(),
            carrierNumber: number,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func receive(_ call: Call) async throws -> Response {
        try call.form().end()
        try await DeliverMaterials(office: call.office).receive(try call.key(), as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func takeBack(_ call: Call) async throws -> Response {
        try call.form().end()
        try await DeliverMaterials(office: call.office).takeBack(try call.key(), as: try call.asker())
        return try await show(call)
    }
}

/// A delivery as JSON; fields that hold nothing are absent.
struct DeliveryEntryBody: Encodable {
    static let schema = Schema.named(
        "Delivery",
        .body([
            .required("id", .key(MaterialDelivery.self)), .required("state", .choice(DeliveryState.self)),
            .required("assignment", .key(Assignment.self)), .required("lecture_on", .day),
            .required("material", .code("slides")), .required("edition", .text("2026")),
            .required("quantity", .count), .optional("ship_to", .text(Example.address)),
            .required("ship_by", .day), .optional("carrier_number", .text("1234-5678-9012")),
            .optional("sent_at", .instant), .optional("received_at", .instant),
        ])
    )

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
