import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// The log of mails, and those that were given up.
enum MailsController {
    private static let readers: Set<Role> = [.coordinator, .auditor, .administrator]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/mails",
            "listMails",
            .service,
            "The log of mails; `state=dead` for those that wait for a person",
            notes: """
                A mail that was given up or came back is `dead`; one that was not sent, because what it told no longer
                held, is `overtaken`. A coordinator sees those of requests within their prefectures.
                """,
            roles: readers,
            query: [
                .states(MailState.self),
                QueryParameter("to", .email, "Only those to this address."), .after(OutboxMessage.self),
                .limit, .newest,
            ],
            answers: [.ok(.page(of: MailBody.schema), "A page of them.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/mails/{id}",
            "showMail",
            .service,
            "One mail",
            roles: readers,
            answers: [.ok(MailBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/mails/{id}/resending",
            "resendMail",
            .service,
            "Send a mail again that was given up or came back",
            notes: """
                It goes to the address that its recipient has by then, under the same Message-ID; if what it tells no
                longer holds, it is overtaken instead.
                """,
            roles: [.coordinator, .administrator],
            body: .json(.form([.required("reason", .reason)])),
            answers: [.ok(MailBody.schema)],
            refusals: ["mail_state"],
            use: resend
        ),
        Operation(
            .post,
            "/v1/subscriptions",
            "subscribe",
            .service,
            "Take courtesy mails to an address up again, when somebody asks for it",
            roles: [.coordinator, .administrator],
            body: .json(.form([.required("email", .email)])),
            answers: [
                .ok(
                    .named(
                        "Subscription",
                        .body([.required("changed", .flag, "Whether it got none before.")])
                    ),
                    "The address gets them."
                )
            ],
            use: subscribe
        ),
        Operation(
            .get,
            "/v1/requests/{id}/mails",
            "listMailsOfRequest",
            .requests,
            "What was written to whom about a request",
            roles: readers,
            query: [.after(OutboxMessage.self), .limit, .newest],
            answers: [.ok(.page(of: MailBody.schema), "A page of them.")],
            use: listOfRequest
        ),
        Operation(
            .get,
            "/v1/presenters/{id}/mails",
            "listMailsOfPresenter",
            .presenters,
            "What was written to a presenter",
            roles: readers,
            query: [.after(OutboxMessage.self), .limit, .newest],
            answers: [.ok(.page(of: MailBody.schema), "A page of them.")],
            use: listOfPresenter
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        var filter = MailFilter()
        filter.states = try call.query.choices("state")
        filter.recipient = try call.query.value("to", .mailAddress) { try? EmailAddress($0) }
        return try await page(filter, call)
    }

    @Sendable private static func listOfRequest(_ call: Call) async throws -> Response {
        var filter = MailFilter()
        filter.request = try call.key()
        return try await page(filter, call)
    }

    @Sendable private static func listOfPresenter(_ call: Call) async throws -> Response {
        var filter = MailFilter()
        filter.presenter = try call.key()
        return try await page(filter, call)
    }

    /// A page of the mails that pass `filter`, as the call's query asks for it.
    static func page(_ filter: MailFilter, _ call: Call) async throws -> Response {
        var filter = filter
        filter.isNewestFirst = try call.query.flag("newest")
        let page = try await ReadMails(office: call.office)(
            filter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { MailBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(MailBody(try await ReadMails(office: call.office)(try call.key(), as: try call.asker())))
    }

    @Sendable private static func subscribe(_ call: Call) async throws -> Response {
        struct Body: Encodable {
            let changed: Bool
        }
        let form = try call.form()
        let address = form.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        try form.end()
        guard let address else { throw form.faults.problem }
        let changed = try await Unsubscribe(office: call.office).end(address, as: try call.asker())
        return try .json(Body(changed: changed))
    }

    @Sendable private static func resend(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await ResendMail(office: call.office)(try call.key(), because: reason, as: try call.asker())
        return try await show(call)
    }
}

/// A mail of the log as JSON.
struct MailBody: Encodable {
    static let schema = Schema.named(
        "Mail",
        .body([
            .required("id", .key(OutboxMessage.self)), .required("kind", .code("offer_sent")),
            .required("state", .choice(MailState.self)), .required("to", .email),
            .required("name", .text(Example.personName)),
            .required("subject", .text("ofr-1042"), "What it is about."),
            .optional("request", .key(LectureRequest.self)), .optional("presenter", .key(Presenter.self)),
            .required("message_id", .text("msg-17.ofr-1042@kodan")),
            .required("attempts", .count, "How often it was tried."), .required("queued_at", .instant),
            .optional("due_at", .instant, "When it is tried next; absent unless it waits."),
            .optional("sent_at", .instant),
            .optional("error", .text(Example.mailError), "Of the last failed try."),
            .optional("overtaken", .choice(MailOvertaken.self), "Why it was not sent."),
            .required("address_bounced", .flag, "Whether mails to the address come back."),
        ])
    )

    let id: String
    let kind: String
    let state: String
    let to: String
    let name: String
    let subject: String
    let request: String?
    let presenter: String?
    let messageId: String
    let attempts: Int
    let queuedAt: String
    let dueAt: String?
    let sentAt: String?
    let error: String?
    let overtaken: String?
    let addressBounced: Bool

    init(_ mail: MailEntry) {
        id = mail.id.description
        kind = mail.kind
        state = mail.state.rawValue
        to = mail.recipient.text
        name = mail.recipientName
        subject = mail.subject
        request = mail.request?.description
        presenter = mail.presenter?.description
        messageId = mail.messageID
        attempts = mail.attempts
        queuedAt = mail.queuedAt.description
        dueAt = mail.dueAt?.description
        sentAt = mail.sentAt?.description
        error = mail.lastError
        overtaken = mail.overtaken?.rawValue
        addressBounced = mail.isBounced
    }
}
