import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Requests that are still being written.
enum DraftsController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/request-drafts",
            "draftRequest",
            .requests,
            "Begin to write a request",
            notes: """
                A request in the state `draft`, of which nobody is told. It may lack purpose, audience and wished times;
                the programme's rules are asked when it is handed in. It is discarded by its cancellation.
                """,
            roles: [.host, .presenter, .coordinator],
            body: .json(RequestFields.draftSchema),
            answers: [.created(MadeBody.schema(LectureRequest.self))],
            refusals: ["unknown_code", "organization_merged"],
            effect: .creates,
            use: create
        ),
        Operation(
            .put,
            "/v1/requests/{id}",
            "changeDraft",
            .requests,
            "Write a draft anew",
            notes: "The whole draft, as it is to be; who asks stays.",
            roles: [.host, .presenter, .coordinator],
            body: .json(RequestFields.draftSchema),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: ["request_state", "unknown_code"],
            effect: .changes(current: RequestsController.show),
            use: change
        ),
        Operation(
            .post,
            "/v1/requests/{id}/submission",
            "submitDraft",
            .requests,
            "Hand a draft in",
            roles: [.host, .presenter, .coordinator],
            body: .json(.form([.onBehalfOf])),
            answers: [.ok(RequestDetailBody.schema)],
            refusals: [
                "request_state", "programme_not_in_force", "programme_not_for_asker", "programme_delivery",
                "lead_time", "day_passed", "day_too_far", "attendance_too_small", "unknown_code",
                "organization_merged", "presenter_not_active",
            ],
            use: submit
        ),
        Operation(
            .get,
            "/v1/requests/{id}/status",
            "showRequestStatus",
            .requests,
            "Who holds a request now, what comes next and what happened",
            roles: .everybody,
            answers: [.ok(RequestStatusBody.schema).with(.language)],
            use: status
        ),
        Operation(
            .get,
            "/v1/requests/{id}/slots",
            "listSlots",
            .requests,
            "The wished times of a request that count, the best first",
            roles: .everybody,
            answers: [.ok(.items(SlotBody.schema), "All of them.")],
            use: slots
        ),
    ]

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form, isDraft: true).draft(form)
        let id = try await DraftRequest(office: call.office)(
            draft,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/requests/\(id)"])
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let draft = try RequestFields(form, isDraft: true).draft(form)
        try await ChangeDraft(office: call.office)(id, draft, onBehalfOf: onBehalfOf, as: try call.asker())
        return try await RequestsController.show(call)
    }

    @Sendable private static func submit(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await SubmitDraft(office: call.office)(id, onBehalfOf: onBehalfOf, as: try call.asker())
        return try await RequestsController.show(call)
    }

    @Sendable private static func status(_ call: Call) async throws -> Response {
        let status = try await ReadRequests(office: call.office).status(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(
            RequestStatusBody(status, in: call.language),
            headers: [.contentLanguage: call.language.rawValue]
        )
    }

    @Sendable private static func slots(_ call: Call) async throws -> Response {
        let slots = try await ReadRequests(office: call.office).slots(
            of: try call.key(),
            as: try call.asker()
        )
        return try .json(ItemsBody(slots.map { SlotBody($0) }))
    }
}
