import Hummingbird
import KodanDomain
import KodanService

/// What coordinators decide about whom a request's presenters are asked.
enum AskingController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/requests/{id}/asking-order",
            "showAskingOrder",
            .matching,
            "Whom a coordinator wants asked next",
            roles: .staff,
            answers: [.ok(AskingOrderBody.schema)],
            use: show
        ),
        Operation(
            .put,
            "/v1/requests/{id}/asking-order",
            "orderAsking",
            .matching,
            "Say whom to ask next, or that nobody is asked for now",
            notes: """
                `first` asks the named ones before all others, `only` nobody but them, `hold` nobody, `free` as the match
                says. Match and worker heed it; whom the rules keep from the request is passed over.
                """,
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("mode", .choice(AskingMode.self, example: .first)),
                    .optional(
                        "presenters",
                        .keys(Presenter.self, atMost: AskingOrder.limit, once: true),
                        "In this order."
                    ),
                    .required("reason", .text(Example.reason, 1...500)),
                ])
            ),
            answers: [.ok(AskingOrderBody.schema)],
            refusals: ["request_state", "self_hosted"],
            effect: .changes(current: show),
            use: order
        ),
        Operation(
            .post,
            "/v1/requests/{id}/exclusions",
            "excludeFromRequest",
            .matching,
            "Keep a presenter away from one request",
            notes:
                "Their offer, if one waits or runs, is taken back, which they are told. The host may read the reason.",
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("presenter", .key(Presenter.self)),
                    .required("reason", .text(Example.reason, 1...500)),
                ])
            ),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: ["request_state", "excluded_from_request"],
            use: exclude
        ),
        Operation(
            .post,
            "/v1/requests/{id}/exclusions/{presenter}/lifting",
            "liftRequestExclusion",
            .matching,
            "Let a presenter be a candidate for a request again",
            notes: """
                Also one whom the host had not wished for. An offer that was taken back is not sent again by itself, and
                what keeps the two apart otherwise stays.
                """,
            roles: [.coordinator],
            body: .json(.form([.required("reason", .text(Example.reason, 1...500)), .onBehalfOf])),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: ["request_state"],
            use: lift
        ),
        Operation(
            .post,
            "/v1/requests/{id}/assignment",
            "assignPresenter",
            .matching,
            "Bind a presenter with whom it was agreed by word of mouth",
            notes: "As asking them and their acceptance in one; the others who were being asked are told.",
            roles: [.coordinator],
            body: .json(.form(Form.choice.filter { $0.name != "send" } + [.onBehalfOf])),
            answers: [.created(MadeBody.schema(Assignment.self), "The presenter is bound.")],
            refusals: [
                "own_affair", "request_state", "self_hosted", "hard_rules", "soft_rules", "day_passed",
                "already_assigned",
                "two_lectures_at_once", "travel_does_not_fit", "own_organization", "presenter_not_active",
            ],
            effect: .creates,
            use: assign
        ),
    ]

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let order = try await OrderAsking(office: call.office)(of: try call.key(), as: try call.asker())
        return try .json(AskingOrderBody(order))
    }

    @Sendable private static func order(_ call: Call) async throws -> Response {
        let (order, reason) = try call.form().askingOrder()
        try await OrderAsking(office: call.office)(
            order,
            for: try call.key(),
            because: reason,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func exclude(_ call: Call) async throws -> Response {
        let form = try call.form()
        let presenter: Presenter.ID? = form.key("presenter")
        let reason = form.reason()
        try form.end()
        guard let presenter else { throw form.faults.problem }
        try await ExcludePresenter(office: call.office)(
            presenter,
            from: try call.key(),
            because: reason,
            as: try call.asker()
        )
        return try await RequestsController.show(call)
    }

    @Sendable private static func lift(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await ExcludePresenter(office: call.office).lift(
            try call.key("presenter"),
            from: try call.key(),
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await RequestsController.show(call)
    }

    @Sendable private static func assign(_ call: Call) async throws -> Response {
        let form = try call.form()
        let choice = form.chosenPresenter()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let choice else { throw form.faults.problem }
        let id = try await AssignPresenter(office: call.office)(
            choice,
            for: try call.key(),
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/assignments/\(id)"])
    }
}

extension Form {
    /// Whom to ask next, and why; throws ``Problem`` for what is no order.
    func askingOrder() throws -> (order: AskingOrder, reason: String) {
        let mode = choice("mode", of: AskingMode.self)
        let presenters = keys("presenters", atMost: AskingOrder.limit, of: Presenter.self)
        let reason = reason()
        try end()
        guard let mode, let presenters else { throw faults.problem }
        do throws(FieldRefused) {
            return (try AskingOrder(mode, presenters), reason)
        } catch {
            faults.add(pointer(to: "presenters"), error.expected)
            throw faults.problem
        }
    }
}

/// Whom a coordinator wants asked next, as JSON.
struct AskingOrderBody: Encodable {
    static let schema = Schema.named(
        "AskingOrder",
        .body([
            .required("mode", .choice(AskingMode.self, example: .first)),
            .required("presenters", .keys(Presenter.self, atMost: AskingOrder.limit), "In this order."),
        ])
    )

    let mode: String
    let presenters: [String]

    init(_ order: AskingOrder) {
        mode = order.mode.rawValue
        presenters = order.presenters.map(\.description)
    }
}
