import Hummingbird
import KodanDomain
import KodanService

/// What both sides attest after a lecture, and what the journey to it cost.
enum AttestationsController {
    private static let figures: [Schema.Property] = [
        .required("minutes", .integer(1...720, example: 90), "How long was lectured."),
        .required("attendance", .integer(0...10_000, example: 28), "How many came."),
    ]
    private static let confirmation: [Schema.Property] =
        figures + [
            .optional("satisfaction", .integer(1...5, example: 4)), .optional("would_ask_again", .flag),
            .optional("comment", .text(Example.comment, 0...2000)),
        ]

    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/assignments/{id}/report",
            "reportLecture",
            .lectures,
            "Attest as the presenter that the lecture was given, and claim the journey",
            roles: [.presenter, .coordinator],
            body: .json(
                .form(
                    figures + [
                        .required("held", .named("SpanForm", SlotBody.span), "From beginning to end."),
                        .required("summary", .text(Example.summary, 1...4000)),
                        .optional("travel", .list(TravelLegBody.form, atMost: ClaimTravel.limit)),
                        .onBehalfOf,
                    ]
                )
            ),
            answers: [.created(MadeBody.schema(LectureReport.self))],
            refusals: ["assignment_state", "not_over_yet", "attested_already", "no_travel_rate"],
            effect: .creates,
            placing: place,
            use: report
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/confirmation",
            "confirmLecture",
            .lectures,
            "Attest as the host that the lecture was given",
            roles: [.host, .coordinator],
            body: .json(.form(confirmation + [.onBehalfOf])),
            answers: [.created(MadeBody.schema(HostConfirmation.self))],
            refusals: [
                "assignment_state", "not_over_yet", "attested_already", "own_affair",
                "attestation_wants_evidence",
            ],
            effect: .creates,
            use: confirm
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/attestation",
            "attestLecture",
            .lectures,
            "Decide on evidence that a lecture without a co-host was given",
            roles: [.coordinator],
            body: .json(
                .form(
                    confirmation + [
                        .required("evidence", .key(Evidence.self), "A file that was filed for the lecture."),
                        .required("reason", .reason),
                    ]
                )
            ),
            answers: [.created(MadeBody.schema(HostConfirmation.self))],
            refusals: [
                "assignment_state", "not_over_yet", "attested_already", "own_affair",
                "attestation_wants_evidence",
            ],
            effect: .creates,
            use: attest
        ),
        Operation(
            .get,
            "/v1/assignments/{id}/travel",
            "listTravel",
            .lectures,
            "The journey to a lecture as it was claimed",
            roles: .everybody.subtracting([.host]),
            answers: [.ok(.items(TravelLegBody.schema), "All legs, the oldest first.")],
            use: travel
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/travel",
            "claimTravel",
            .lectures,
            "Claim travel that was bought for a lecture that was called off",
            notes: """
                Also where the host did not come, or the host or the body let the presenter go; not where the presenter
                stayed away or withdrew.
                """,
            roles: [.presenter, .coordinator],
            body: .json(
                .form([
                    .required("travel", .list(TravelLegBody.form, atLeast: 1, atMost: ClaimTravel.limit)),
                    .onBehalfOf,
                ])
            ),
            answers: [.ok(AssignmentDetailBody.schema)],
            refusals: ["assignment_state", "calculated_already", "too_many_legs", "no_travel_rate"],
            placing: place,
            use: claimTravel
        ),
    ]

    /// Where in a body a day of travel lies that is too far from the lecture.
    @Sendable private static func place(of refusal: Refusal, in sent: JSONValue) -> Place? {
        guard case .field(let refused) = refusal, refused.field == .day,
            case .dateWithin(let days) = refused.expected
        else { return nil }
        return sent.pointer { name, value in
            guard name == "day", case .string(let text) = value, let day = LocalDate(text) else {
                return false
            }
            return !days.contains(day)
        }.map(Place.pointer)
    }

    @Sendable private static func report(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let filed = try await ReportLecture(office: call.office)(
            id,
            try form.report(),
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(filed), status: .created)
    }

    @Sendable private static func confirm(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        let filed = try await ConfirmLecture(office: call.office)(
            id,
            try form.confirmation(),
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(filed), status: .created)
    }

    @Sendable private static func attest(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let evidence: Evidence.ID? = form.key("evidence")
        let reason = form.reason()
        let confirmation = try form.confirmation()
        guard let evidence else { throw form.faults.problem }
        let filed = try await ConfirmLecture(office: call.office).decide(
            id,
            confirmation,
            on: evidence,
            because: reason,
            as: try call.asker()
        )
        return try .json(MadeBody(filed), status: .created)
    }

    @Sendable private static func travel(_ call: Call) async throws -> Response {
        let legs = try await ReadTravel(office: call.office)(of: try call.key(), as: try call.asker())
        return try .json(ItemsBody(legs.map { TravelLegBody($0) }))
    }

    @Sendable private static func claimTravel(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try await ClaimTravel(office: call.office)(
            try form.travelClaims(),
            for: id,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await AssignmentsController.show(call)
    }
}
