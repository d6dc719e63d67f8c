import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// What stands out before money goes out, and its clearance.
enum FindingsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/findings",
            "listFindings",
            .money,
            "What stands out before money goes out",
            roles: readers,
            query: [
                QueryParameter("state", .choice(FindingState.self), "Only those in this state."),
                .after(Finding.self), .limit,
            ],
            answers: [.ok(.page(of: FindingBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/findings/{id}",
            "showFinding",
            .money,
            "One finding",
            roles: readers,
            answers: [.ok(FindingBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/findings/{id}/clearance",
            "clearFinding",
            .money,
            "Say why money may go out all the same",
            notes: """
                It does not come back for the same cause. Whose claim it is about does not clear it, and of a hold (`held`) \
                only an accountant or an approver does, after which the payee may be held again.
                """,
            roles: [.coordinator, .accountant, .approver],
            body: .json(.form([.required("reason", .moneyReason)])),
            answers: [.ok(FindingBody.schema)],
            refusals: ["finding_ended", "own_finding"],
            use: clear
        ),
        Operation(
            .post,
            "/v1/payees/{id}/hold",
            "holdPayments",
            .money,
            "Hold back what is owed to a payee, for a reason that no check knows",
            notes: """
                Payments of the payee that no close holds yet leave their month; a closed month pays as it stands, and \
                what its bank returns waits. Clearing the finding releases it. A payee who is held already stays so, for \
                the reason given first.
                """,
            roles: [.accountant],
            body: .json(.form([.required("reason", .moneyReason)])),
            answers: [
                .created(FindingBody.schema, "It is held by this finding."),
                .ok(FindingBody.schema, "It had been held before.").with(.location),
            ],
            effect: .creates,
            use: hold
        ),
        Operation(
            .post,
            "/v1/finding-checks",
            "checkHonoraria",
            .money,
            "Look at everything that is not paid yet",
            notes: "Running it again finds nothing new; what lost its cause ends.",
            roles: [.coordinator, .accountant, .approver],
            body: .json(
                .form([
                    .optional(
                        "up_to",
                        .day,
                        "The last lecture day that counts, that day included; else today."
                    )
                ])
            ),
            answers: [.ok(CheckBody.schema, "What came of it.")],
            use: check
        ),
    ]

    private static let readers: Set<Role> = [.coordinator, .accountant, .approver, .auditor]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadFindings(office: call.office)(
            in: try call.query.choice("state"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { FindingBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(
            FindingBody(try await ReadFindings(office: call.office)(try call.key(), as: try call.asker()))
        )
    }

    @Sendable private static func clear(_ call: Call) async throws -> Response {
        let id: Finding.ID = try call.key()
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await ClearFinding(office: call.office)(id, because: reason, as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func hold(_ call: Call) async throws -> Response {
        let payee: Payee.ID = try call.key()
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        let asker = try call.asker()
        let (id, isNew) = try await HoldPayments(office: call.office)(of: payee, because: reason, as: asker)
        return try .json(
            FindingBody(try await ReadFindings(office: call.office)(id, as: asker)),
            status: isNew ? .created : .ok,
            headers: [.location: "/v1/findings/\(id)"]
        )
    }

    @Sendable private static func check(_ call: Call) async throws -> Response {
        let form = try call.form()
        let last = form.day("up_to", .optional)
        try form.end()
        let check = try await CheckHonoraria(office: call.office)(upTo: last, as: try call.asker())
        return try .json(CheckBody(check))
    }
}
