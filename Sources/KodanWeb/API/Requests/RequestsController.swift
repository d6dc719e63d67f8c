import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Requests, and what is decided about them.
enum RequestsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/requests",
            "listRequests",
            .requests,
            "The requests that the asker may see",
            notes: """
                A host sees its organizations' own, a presenter their own and those they are asked for, the body's
                people all (a coordinator within their prefectures).
                """,
            roles: .everybody,
            query: RequestFilter.parameters + [.after(LectureRequest.self), .limit],
            answers: [.ok(.page(of: RequestSummaryBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/requests",
            "submitRequest",
            .requests,
            "Ask for a lecture",
            notes: """
                With `organization` alone it is dispatched; with `presenter` it is self-hosted,
                and `organization` is the co-host.
                """,
            roles: [.host, .presenter, .coordinator],
            body: .json(RequestFields.schema),
            answers: [.created(MadeBody.schema(LectureRequest.self))],
            refusals: [
                "programme_not_in_force", "programme_not_for_asker", "programme_delivery", "lead_time",
                "day_passed", "day_too_far",
                "attendance_too_small", "unknown_code", "organization_merged", "presenter_not_active",
            ],
            effect: .creates,
            use: create
        ),
        Operation(
            .get,
            "/v1/requests/{id}",
            "showRequest",
            .requests,
            "One request with everything",
            roles: .everybody,
            answers: [.ok(RequestDetailBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/requests/{id}/correction",
            "correctRequest",
            .requests,
            "Correct a request that was returned",
            notes: """
                The whole request, as it is to be; it is then submitted again. Where it had been approved before it was \
                sent back, the programme's lead time does not count again.
                """,
            roles: [.host, .presenter, .coordinator],
            body: .json(RequestFields.schema),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: [
                "request_state", "lead_time", "day_passed", "day_too_far", "attendance_too_small",
                "unknown_code",
                "programme_not_in_force", "programme_not_for_asker", "organization_merged",
                "presenter_not_active", "moved_too_often",
            ],
            use: correct
        ),
        Operation(
            .post,
            "/v1/requests/{id}/screening",
            "screenRequest",
            .requests,
            "Approve, reject or send back",
            notes: """
                A request that was approved can still be sent back as long as no presenter is bound, when its days or its \
                place change: who is asked already is told that it is withdrawn.
                """,
            roles: [.coordinator],
            body: .json(screening),
            answers: [.ok(ScreenedBody.schema)],
            refusals: ["request_state", "own_affair", "budget_exceeded"],
            use: screen
        ),
        Operation(
            .post,
            "/v1/requests/{id}/cancellation",
            "cancelRequest",
            .requests,
            "Call a lecture off before it is held",
            notes: "Who asked for it does, or a coordinator for any side; a co-host does not.",
            roles: [.host, .presenter, .coordinator],
            body: .json(
                .form([
                    .required("by", .choice(Side.self), "Which side calls it off."),
                    .required("reason", .reason), .onBehalfOf,
                ])
            ),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: ["request_state"],
            use: cancel
        ),
        Operation(
            .post,
            "/v1/requests/{id}/rescheduling",
            "rescheduleRequest",
            .requests,
            "Wish new times after a lecture was not held",
            roles: [.host, .presenter, .coordinator],
            body: .json(.form([.required("slots", SlotBody.wishes()), .onBehalfOf])),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: [
                "request_state", "lead_time", "day_passed", "day_too_far", "programme_not_in_force",
                "moved_too_often",
            ],
            use: reschedule
        ),
        Operation(
            .post,
            "/v1/requests/{id}/offers",
            "sendOffers",
            .requests,
            "Ask the matched presenters",
            roles: [.coordinator],
            answers: [.created(MadeBodies.schema(Offer.self), "The offers that went out.")],
            refusals: ["request_state", "hard_rules", "soft_rules", "day_passed"],
            effect: .creates,
            use: sendOffers
        ),
    ]

    private static let screening = Schema.form([
        .required("decision", .choice(Decision.self)),
        .optional(
            "reason",
            .reason,
            "Why it is rejected, or what to correct, which has to be said; absent for an approval.",
            inExample: false
        ),
    ])

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadRequests(office: call.office)(
            try RequestFilter(call.query),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { RequestSummaryBody($0) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form).draft(form)
        let id = try await SubmitRequest(office: call.office)(
            draft,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/requests/\(id)"])
    }

    @Sendable static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func correct(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form).draft(form)
        try await CorrectRequest(office: call.office)(
            id,
            draft,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    private enum Decision: String, CaseIterable {
        case approve, reject
        case sendBack = "send_back"
    }

    @Sendable private static func screen(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let decision: ScreeningDecision? =
            switch form.choice("decision", of: Decision.self) {
            case .approve: .approve
            case .reject: .reject(reason: form.reason())
            case .sendBack: .sendBack(corrections: form.reason())
            case nil: nil
            }
        if decision == .approve, form.find("reason") != nil {
            form.refuse("reason", Expected.absent.code, .body(.reasonOfApproval))
        }
        try form.end()
        guard let decision else { throw form.faults.problem }
        let excess = try await ScreenRequest(office: call.office)(id, decision, as: try call.asker())
        let screened = try await ReadRequests(office: call.office)(id, as: try call.asker())
        return try .json(ScreenedBody(RequestDetailBody(screened), excess))
    }

    @Sendable private static func cancel(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await CancelRequest(office: call.office)(
            id,
            by: side,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func reschedule(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let slots = form.slots()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let slots else { throw form.faults.problem }
        try await RescheduleRequest(office: call.office)(
            id,
            to: slots,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func sendOffers(_ call: Call) async throws -> Response {
        let offers = try await SendOffers(office: call.office)(try call.key(), as: try call.asker())
        return try .json(MadeBodies(offers), status: .created)
    }

    private static func answer(_ id: LectureRequest.ID, _ call: Call) async throws -> Response {
        try .json(RequestDetailBody(try await ReadRequests(office: call.office)(id, as: try call.asker())))
    }
}
