import Hummingbird
import KodanDomain
import KodanService

/// Mails that came back, and the addresses that they close.
enum BouncesController {
    private static let keepers: Set<Role> = [.coordinator, .administrator]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/bounces",
            "listBounces",
            .service,
            "Addresses at which mails came back for good, and whose they are",
            roles: keepers.union([.auditor]),
            query: [
                QueryParameter(
                    "all",
                    .flag,
                    "Also those that were cleared, and mails that came back for now only."
                ),
                .after(MailBounce.self), .limit,
            ],
            answers: [.ok(.page(of: BounceBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/bounces/{id}",
            "showBounce",
            .service,
            "One mail that came back",
            roles: keepers.union([.auditor]),
            answers: [.ok(BounceBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/mails/{id}/bounces",
            "recordBounce",
            .service,
            "Record that a mail came back",
            notes: "For good, the mail is dead, and no mail goes to the address until somebody clears it.",
            roles: keepers,
            body: .json(
                .form([
                    .required("hard", .flag, "Whether there is no such recipient; else it is full, or away."),
                    .required("reason", .text(Example.mailError, 1...BounceDraft.wordsLimit)),
                ])
            ),
            answers: [.created(MadeBody.schema(MailBounce.self))],
            refusals: ["mail_state", "bounced_already"],
            effect: .creates,
            use: record
        ),
        Operation(
            .post,
            "/v1/bounce-reports",
            "recordBounceReport",
            .service,
            "Record what the report of a mail server says (RFC 3464)",
            notes: """
                The whole mail as it came, as either type. It counts only for the recipient that the mail had, and makes nothing for one
                that is only delayed.
                """,
            roles: keepers,
            body: .whole(["text/plain", "message/rfc822"]),
            answers: [.created(MadeBodies.schema(MailBounce.self), "What it made.")],
            refusals: ["no_bounce_report", "foreign_bounce_report", "bounced_already"],
            effect: .creates,
            use: recordReport
        ),
        Operation(
            .post,
            "/v1/bounces/{id}/clearance",
            "clearBounce",
            .service,
            "Say that an address may be written to again",
            roles: keepers,
            body: .json(.form([.required("reason", .reason)])),
            answers: [.ok(BounceBody.schema)],
            refusals: ["bounce_cleared"],
            use: clear
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadBounces(office: call.office)(
            all: try call.query.flag("all"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { BounceBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(
            BounceBody(try await ReadBounces(office: call.office)(try call.key(), as: try call.asker()))
        )
    }

    @Sendable private static func record(_ call: Call) async throws -> Response {
        let form = try call.form()
        let isHard = form.flag("hard")
        let words = form.made("reason") { text throws(FieldRefused) in
            try BounceDraft(isHard: isHard ?? false, words: text)
        }
        try form.end()
        guard let words else { throw form.faults.problem }
        let id = try await RecordBounce(office: call.office)(try call.key(), words, as: try call.asker())
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/bounces/\(id)"])
    }

    @Sendable private static func recordReport(_ call: Call) async throws -> Response {
        let bounces = try await RecordBounce(office: call.office)(reportIn: call.bytes, as: try call.asker())
        return try .json(MadeBodies(bounces), status: .created)
    }

    @Sendable private static func clear(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await ClearBounce(office: call.office)(try call.key(), because: reason, as: try call.asker())
        return try await show(call)
    }
}

/// A mail that came back as JSON.
struct BounceBody: Encodable {
    static let schema = Schema.named(
        "Bounce",
        .body([
            .required("id", .key(MailBounce.self)), .optional("mail", .key(OutboxMessage.self)),
            .required("address", .email), .required("hard", .flag, "Whether it closes the address."),
            .optional("status", .text("5.1.1"), "Of RFC 3463."),
            .required("reason", .text(Example.mailError)),
            .required("recorded_at", .instant), .optional("cleared_at", .instant),
            .required("presenters", .list(.key(Presenter.self), atMost: nil), "With this address."),
            .required("organizations", .list(.key(Organization.self), atMost: nil), "With this address."),
        ])
    )

    let id: String
    let mail: String?
    let address: String
    let hard: Bool
    let status: String?
    let reason: String
    let recordedAt: String
    let clearedAt: String?
    let presenters: [String]
    let organizations: [String]

    init(_ bounce: BounceEntry) {
        id = bounce.id.description
        mail = bounce.mail?.description
        address = bounce.address.text
        hard = bounce.isHard
        status = bounce.status
        reason = bounce.words
        recordedAt = bounce.recordedAt.description
        clearedAt = bounce.clearedAt?.description
        presenters = bounce.presenters.map(\.description)
        organizations = bounce.organizations.map(\.description)
    }
}
