import Hummingbird
import KodanDomain
import KodanService

/// Changes of date or venue, which host and presenter both confirm.
enum ChangesController {
    private static let sides: Set<Role> = [.host, .presenter, .coordinator]
    private static let fits = [
        "assignment_state", "day_passed", "day_too_far", "programme_not_in_force", "presenter_not_active",
        "presenter_away",
        "two_lectures_at_once", "travel_does_not_fit", "own_organization", "moved_too_often",
    ]
    private static let side = Schema.Property.required(
        "by",
        .choice(["host", "presenter"]),
        "Which side; a coordinator answers for one who phones."
    )
    private static let reason = Schema.Property.required("reason", .text(Example.reason, 1...500))

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/assignments/{id}/changes",
            "listChanges",
            .lectures,
            "The changes of date or venue that were proposed for a lecture",
            roles: .everybody,
            query: [.after(LectureChange.self), .limit],
            answers: [.ok(.page(of: ChangeBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/assignments/{id}/changes",
            "proposeChange",
            .lectures,
            "Propose another date or venue for a lecture, or that it be held online",
            notes: """
                Host and presenter both confirm it before the deadline, whoever proposes by proposing; silence is never
                consent. Where it comes to nothing and `old_stands` is true, the lecture stays as it was. Where it is
                false, a coordinator decides what a side refused, and past the deadline the presenter is let go; the
                request then waits for another, for the new date where the host agreed to it.
                """,
            roles: sides,
            body: .json(
                .form([
                    .required(
                        "by",
                        .choice(Side.self),
                        "Whose wish it is; the body's only for coordinators."
                    ),
                    .optional(
                        "time",
                        .form([
                            .required("start", .instant),
                            .required("end", .laterInstant, "Later than the start."),
                        ]),
                        "The new time, which need not be a wished slot; absent where it stays."
                    ),
                    .optional("venue", RequestFields.venue, "The new venue; absent where it stays."),
                    .optional(
                        "online",
                        .flag,
                        "Whether it is to be held online instead of at its venue; without `venue`.",
                        inExample: false
                    ),
                    .required(
                        "old_stands",
                        .flag,
                        "Whether it may be held as it was if this comes to nothing."
                    ),
                    reason, .onBehalfOf,
                ])
            ),
            answers: [.created(ChangeBody.schema)],
            refusals: fits + ["nothing_moved", "change_open", "own_affair"],
            effect: .creates,
            placing: place,
            use: propose
        ),
        Operation(
            .get,
            "/v1/changes/{id}",
            "showChange",
            .lectures,
            "One proposed change",
            roles: .everybody,
            answers: [.ok(ChangeBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/changes/{id}/confirmation",
            "confirmChange",
            .lectures,
            "Say yes to a change",
            notes:
                "With the second yes the lecture moves; whether everything still fits is looked at again then.",
            roles: sides,
            body: .json(.form([side, .onBehalfOf])),
            answers: [.ok(ChangeBody.schema)],
            refusals: fits + ["change_state", "change_overdue", "change_answered", "own_affair"],
            use: confirm
        ),
        Operation(
            .post,
            "/v1/changes/{id}/refusal",
            "declineChange",
            .lectures,
            "Say no to a change",
            notes: "The lecture stays as it was where it may; else a coordinator decides.",
            roles: sides,
            body: .json(.form([side, reason, .onBehalfOf])),
            answers: [.ok(ChangeBody.schema)],
            refusals: ["change_state", "change_overdue", "change_answered", "own_affair"],
            use: decline
        ),
        Operation(
            .post,
            "/v1/changes/{id}/withdrawal",
            "withdrawChange",
            .lectures,
            "Take back a change that one proposed",
            roles: sides,
            body: .json(.form([reason, .onBehalfOf])),
            answers: [.ok(ChangeBody.schema)],
            refusals: ["change_state", "own_affair"],
            use: withdraw
        ),
        Operation(
            .post,
            "/v1/changes/{id}/decision",
            "decideChange",
            .lectures,
            "Decide what becomes of a change that a side refused, or that nobody answers",
            roles: [.coordinator],
            body: .json(
                .form([
                    .required(
                        "decision",
                        .choice(ChangeDecision.self),
                        "`keep` the lecture as it was, or `release` the presenter."
                    ), reason,
                ])
            ),
            answers: [.ok(ChangeBody.schema)],
            refusals: ["change_state", "assignment_state", "self_hosted", "moved_too_often"],
            use: decide
        ),
    ]

    /// Where in a proposal the cause of `refusal` lies.
    @Sendable private static func place(of refusal: Refusal, in sent: JSONValue) -> Place? {
        switch refusal {
        case .dayTooFar: .pointer("/time/start")
        case .dayPassed(let day), .programmeNotInForce(_, let day):
            // The day of the lecture as it is may be the one that has passed.
            sent.pointer { name, value in
                guard name == "start", case .string(let text) = value else { return false }
                return Form.instant(text)?.date == day
            }.map(Place.pointer)
        case .field(let refused) where refused.field == .venueName: .pointer("/venue")
        default: nil
        }
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadChanges(office: call.office)(
            of: try call.key(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { ChangeBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(
            ChangeBody(try await ReadChanges(office: call.office)(try call.key(), as: try call.asker()))
        )
    }

    @Sendable private static func propose(_ call: Call) async throws -> Response {
        let id: Assignment.ID = try call.key()
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let during = form.part("time", .optional)?.span()
        let venue = form.part("venue", .optional)?.venue()
        let isOnline = form.flag("online", .optional) ?? false
        let oldStands = form.flag("old_stands")
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side, let oldStands else { throw form.faults.problem }
        let change = try await ProposeChange(office: call.office)(
            ChangeTerms(
                during: during,
                venue: venue,
                isOnline: isOnline,
                oldStands: oldStands,
                reason: reason
            ),
            of: id,
            by: side,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        let made = try await ReadChanges(office: call.office)(change, as: try call.asker())
        return try .json(
            ChangeBody(made),
            status: .created,
            headers: [.location: "/v1/changes/\(change)"]
        )
    }

    @Sendable private static func confirm(_ call: Call) async throws -> Response {
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side else { throw form.faults.problem }
        let change = try await ConfirmChange(office: call.office)(
            try call.key(),
            by: side,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(ChangeBody(change))
    }

    @Sendable private static func decline(_ call: Call) async throws -> Response {
        let form = try call.form()
        let side = form.choice("by", of: Side.self)
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let side else { throw form.faults.problem }
        try await DeclineChange(office: call.office)(
            try call.key(),
            by: side,
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func withdraw(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await WithdrawChange(office: call.office)(
            try call.key(),
            because: reason,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func decide(_ call: Call) async throws -> Response {
        let form = try call.form()
        let decision = form.choice("decision", of: ChangeDecision.self)
        let reason = form.reason()
        try form.end()
        guard let decision else { throw form.faults.problem }
        let change = try await DecideChange(office: call.office)(
            try call.key(),
            decision,
            because: reason,
            as: try call.asker()
        )
        return try .json(ChangeBody(change))
    }
}
