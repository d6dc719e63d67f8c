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
            notes: """
                Without `materials` it is the pack of the programme and topic, which is planned by itself when a presenter
                is bound, else the whole catalogue. What is planned or on its way already is passed over.
                """,
            roles: carriers,
            body: .json(
                .form([
                    .optional("materials", .list(.key(Material.self), atMost: MaterialPack.limit, once: true))
                ])
            ),
            answers: [.created(MadeBodies.schema(MaterialDelivery.self), "What was planned now.")],
            refusals: ["assignment_state"],
            effect: .creates,
            use: plan
        ),
        Operation(
            .patch,
            "/v1/deliveries/{id}",
            "changeDelivery",
            .lectures,
            "Change a delivery that has not left",
            notes: "What is absent stays. Copies go to `ship_to`, else to the venue or the organization.",
            roles: carriers,
            body: .json(
                .named(
                    "DeliveryChangeForm",
                    .form([
                        .optional("quantity", .integer(DeliveryChange.quantities, example: 30)),
                        .optional("destination", .choice(["venue", "organization"])),
                        .optional("ship_to", .text(Example.address, 1...DeliveryChange.addressLimit)),
                        .optional("ship_by", .day, "From today to the day of the lecture.", inExample: false),
                    ])
                )
            ),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state", "not_printed"],
            effect: .changes(current: show),
            use: change
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/dispatch",
            "sendDelivery",
            .lectures,
            "Record that a delivery went out",
            notes: """
                Copies leave the stock. A file is sent to both sides by links that expire and are counted; an edition
                without a file here goes out some other way.
                """,
            roles: carriers,
            body: .json(.form([.optional("carrier_number", .text("1234-5678-9012", 1...50))])),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state", "stock_short"],
            use: send
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/receipt",
            "receiveDelivery",
            .lectures,
            "Record that a delivery arrived",
            notes: """
                Whoever gets the parcel says so, too: the host of a lecture to which somebody is sent, and the presenter of
                one that they hold themself.
                """,
            roles: carriers.union([.host, .presenter]),
            body: .json(.form([.onBehalfOf])),
            answers: [.ok(DeliveryEntryBody.schema)],
            refusals: ["delivery_state", "not_printed"],
            use: receive
        ),
        Operation(
            .post,
            "/v1/deliveries/{id}/return",
            "returnDelivery",
            .lectures,
            "Record that a delivery came back to stock",
            notes: "All copies come back if nobody says how many. What never left is freed; links end.",
            roles: carriers,
            body: .json(
                .form([.optional("quantity", .integer(0...DeliveryChange.quantities.upperBound, example: 12))]
                )
            ),
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
        let form = try call.form()
        let materials: [Material.ID]? = form.keys("materials", atMost: MaterialPack.limit)
        try form.end()
        let planned = try await DeliverMaterials(office: call.office).plan(
            for: try call.key(),
            materials ?? [],
            as: try call.asker()
        )
        return try .json(MadeBodies(planned), status: .created)
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let change = try call.form().deliveryChange()
        try await DeliverMaterials(office: call.office).change(try call.key(), change, as: try call.asker())
        return try await show(call)
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
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await DeliverMaterials(office: call.office).receive(
            try call.key(),
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func takeBack(_ call: Call) async throws -> Response {
        let form = try call.form()
        let quantity = form.integer("quantity", .optional)
        try form.end()
        try await DeliverMaterials(office: call.office).takeBack(
            try call.key(),
            quantity: quantity,
            as: try call.asker()
        )
        return try await show(call)
    }
}
