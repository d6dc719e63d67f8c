import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The record of who did what.
enum AuditController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/audit-events",
            "listAuditEvents",
            .audit,
            "What was done, by whom, when and to what",
            notes: """
                Ids only: no personal value stands in the record. Who keeps a copy of what is here follows it with
                `sealed=true`: read page by page to the end, keep the id of the last event, and go on `after` it the next
                time; then nothing is told twice and nothing is passed over. An event is sealed within seconds, as long
                as a worker runs. Without `sealed` the order is that of the ids, and an event shows once its change is
                done: one with a smaller id may come after a larger one was read.

                Each `subject` is then read anew by its key. What happens to many at once may be told of the whole: once a
                month was closed or a bank file made, its payments are in another state.
                """,
            roles: [.auditor, .administrator],
            query: [
                QueryParameter("subject", .text("req-1042", 1...100), "To what it happened."),
                QueryParameter(
                    "action",
                    .text("request.approved", 1...100),
                    "What happened; `request` for everything of its kind."
                ),
                QueryParameter("user", .key(User.self), "Who did it."),
                QueryParameter("from", .instant, "From this moment on."),
                QueryParameter("before", .instant, "Before this moment."),
                QueryParameter(
                    "sealed",
                    .flag,
                    "Whether only sealed events are wanted, in the order in which they were sealed; `after` is one then."
                ), .after(AuditEvent.self), .limit, .newest,
            ],
            answers: [.ok(.page(of: AuditEventBody.schema), "A page of them.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/audit-seals/verification",
            "verifyAudit",
            .audit,
            "Compute every seal of the record again",
            notes: "Seals that were cut off the end, or all made anew, show only by one that was printed: "
                + "ask for the `audit_seal` of a closed month. If it is there and all holds, all before is as it was.",
            roles: [.auditor, .approver, .administrator],
            query: [QueryParameter("seal", .digest, "A seal to look for, such as a closed month's.")],
            answers: [.ok(AuditFindingBody.schema)],
            use: verify
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        var filter = AuditFilter()
        filter.subject = try text("subject", of: call)
        filter.action = try text("action", of: call)
        filter.user = try call.query.key("user")
        filter.from = try call.query.instant("from")
        filter.before = try call.query.instant("before")
        filter.isNewestFirst = try call.query.flag("newest")
        filter.isSealed = try call.query.flag("sealed")
        let page = try await ReadAuditEvents(office: call.office)(
            filter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { AuditEventBody($0) }
    }

    private static func text(_ name: String, of call: Call) throws(Problem) -> String? {
        try call.query.value(name, .characters(1...100)) { text in
            let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            return isPlain && (1...100).contains(text.utf8.count) ? text : nil
        }
    }

    @Sendable private static func verify(_ call: Call) async throws -> Response {
        let seal = try call.query.digest("seal")
        let verify = VerifyAudit(office: call.office)
        return try .json(AuditFindingBody(try await verify(lookingFor: seal, as: try call.asker())))
    }
}

/// An event of the record as JSON.
struct AuditEventBody: Encodable {
    static let schema = Schema.named(
        "AuditEvent",
        .body([
            .required("id", .key(AuditEvent.self)), .required("at", .instant),
            .optional("user", .key(User.self), "Who; absent for the service itself."),
            .required("role", .code("coordinator")), .optional("on_behalf_of", .text(Example.caller)),
            .required("action", .text("request.approved")), .required("subject", .text("req-1042")),
            .optional("reason", .text(Example.reason)), .required("detail", .texts),
            .optional("seal", .count, "The seal that covers it; absent until it is sealed."),
        ])
    )

    let id: String
    let at: String
    let user: String?
    let role: String
    let onBehalfOf: String?
    let action: String
    let subject: String
    let reason: String?
    let detail: [String: String]
    let seal: Int64?

    init(_ event: AuditEventEntry) {
        id = event.id.description
        at = event.at.description
        user = event.user?.description
        role = event.role
        onBehalfOf = event.onBehalfOf
        action = event.action
        subject = event.subject
        reason = event.reason
        detail = event.detail
        seal = event.seal
    }
}

/// What a check of the record found, as JSON.
struct AuditFindingBody: Encodable {
    static let schema = Schema.named(
        "AuditFinding",
        .body([
            .required("holds", .flag, "Whether every seal is that of its events and its predecessor."),
            .optional("first_broken_seal", .count), .required("seals", .count), .required("events", .count),
            .required("unsealed", .count, "Events that wait for the next seal."),
            .optional("newest_seal", .digest),
            .optional(
                "sought_seal",
                .count,
                "The number of the seal that was asked for; absent if none is that one."
            ),
        ])
    )

    let holds: Bool
    let firstBrokenSeal: Int64?
    let seals: Int
    let events: Int
    let unsealed: Int
    let newestSeal: String?
    let soughtSeal: Int64?

    init(_ finding: AuditFinding) {
        holds = finding.firstBrokenSeal == nil
        firstBrokenSeal = finding.firstBrokenSeal
        seals = finding.seals
        events = finding.events
        unsealed = finding.unsealed
        newestSeal = finding.newestSeal?.hexadecimal
        soughtSeal = finding.soughtSeal
    }
}
