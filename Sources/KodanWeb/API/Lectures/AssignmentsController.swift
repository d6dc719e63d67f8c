import Hummingbird
import KodanDomain
import KodanService

/// Assignments, and what becomes of them before the lecture.
enum AssignmentsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/assignments",
            "listAssignments",
            .lectures,
            "The assignments that the asker may see",
            roles: .everybody,
            query: [
                QueryParameter("request", .key(LectureRequest.self), "Only those of this request."),
                QueryParameter("presenter", .key(Presenter.self), "Only those of this presenter."),
                QueryParameter("organization", .key(Organization.self), "Only those of this host."),
                .states(AssignmentState.self),
                .firstDay("Only those with the lecture on this day or later."),
                .lastDay("Only those with the lecture on this day or earlier."),
                .after(Assignment.self), .limit,
            ],
            answers: [.ok(.page(of: AssignmentSummaryBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/assignments/{id}",
            "showAssignment",
            .lectures,
            "One assignment with attestations and materials",
            roles: .everybody,
            answers: [.ok(AssignmentDetailBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/withdrawal",
            "withdrawFromAssignment",
            .lectures,
            "A bound presenter cannot come after all",
            notes: "A dispatched request waits for the next match as it is; a self-hosted one is called off.",
            roles: [.presenter, .coordinator],
            body: .json(.form([.required("reason", .reason), .onBehalfOf])),
            answers: [.ok(AssignmentDetailBody.schema)],
            refusals: ["assignment_state"],
            use: withdraw
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/replacement",
            "replacePresenter",
            .lectures,
            "Let a bound presenter go, and look for another or ask a successor",
            notes:
                "Everything that the host wrote stays. Who was let go is not matched to the request again.",
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("by", .choice(Side.self), "Whose decision it is."),
                    .required("reason", .reason),
                    .optional("successor", .named("ChoiceForm", .form(Form.choice)), "Whom to ask instead."),
                    .onBehalfOf,
                ])
            ),
            answers: [.ok(ReplacementBody.schema)],
            refusals: [
                "assignment_state", "self_hosted", "asked_already", "hard_rules", "soft_rules", "day_passed",
                "two_lectures_at_once", "travel_does_not_fit",
            ],
            use: replace
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/reconfirmation",
            "reconfirmLecture",
            .lectures,
            "Say, some days before, that the lecture stands",
            notes: "Once host and presenter have, the assignment is `reconfirmed`.",
            roles: [.host, .presenter, .coordinator],
            body: .json(
                .form([
                    .required(
                        "by",
                        .choice([Side.host, .presenter].map(\.rawValue), example: nil),
                        "Which side."
                    ),
                    .onBehalfOf,
                ])
            ),
            answers: [.ok(AssignmentDetailBody.schema)],
            refusals: ["assignment_state", "reconfirmed_already", "day_passed", "own_affair"],
            use: reconfirm
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/no-show",
            "recordNoShow",
            .lectures,
            "Record that the lecture was not held",
            roles: [.coordinator],
            body: .json(
                .form([
                    .required("absent", .choice(Side.self), "By whose absence."),
                    .required("reason", .reason),
                ])
            ),
            answers: [.ok(AssignmentDetailBody.schema)],
            refusals: ["own_affair", "assignment_state", "not_over_yet"],
            use: recordNoShow
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        var filter = AssignmentFilter()
        filter.request = try call.query.key("request")
        filter.presenter = try call.query.key("presenter")
        filter.organization = try call.query.key("organization")
        filter.states = try call.query.choices("state")
        filter.from = try call.query.day("from")
        filter.to = try call.query.day("to")
        let page = try await ReadAssignments(office: call.office)(
            filter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { AssignmentSummaryBody($0) }
    }

    @Sendable static func show(_ call: Call) async throws -> Response {
        let detail = try await ReadAssignments(office: call.office)(try call.key(), as: try call.asker())
        return try .json(AssignmentDetailBody(detail))
    }

    @Sendable private static func withdraw(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await WithdrawFromAssignment(office: call.office)(
            try call.key(),
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func replace(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let reason = form.reason()
        let successor = form.part("successor", .optional)
        let choice = successor?.chosenPresenter()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side, (successor == nil) == (choice == nil) else { throw form.faults.problem }
        let asked = try await ReplacePresenter(office: call.office)(
            id,
            by: side,
            because: reason,
            successor: choice,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        let released = try await ReadAssignments(office: call.office)(id, as: try call.asker())
        return try .json(ReplacementBody(released, asked))
    }

    @Sendable private static func reconfirm(_ call: Call) async throws -> Response {
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await ReconfirmLecture(office: call.office)(
            try call.key(),
            by: side,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func recordNoShow(_ call: Call) async throws -> Response {
        let form = try call.form()
        let side = form.choice("absent", of: Side.self)
        let reason = form.reason()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await RecordNoShow(office: call.office)(
            try call.key(),
            absent: side,
            because: reason,
            as: try call.asker()
        )
        return try await show(call)
    }
}
