import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Payment notices: issued once, answered once, replaced after an objection.
enum NoticesController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/notices",
            "listNotices",
            .money,
            "Payment notices and what became of them",
            notes: "Presenters see their own.",
            roles: readers,
            query: [.month("Only those of this month's payments."), .after(Notice.self), .limit],
            answers: [.ok(.page(of: NoticeBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/notices/{id}",
            "showNotice",
            .money,
            "One payment notice",
            roles: readers,
            answers: [.ok(NoticeBody.schema)],
            use: show
        ),
        Operation(
            .get,
            "/v1/notices/{id}/page",
            "getNoticePage",
            .money,
            "The page of a notice, HTML to print, as it was issued",
            notes: "Made again byte for byte, and held against the recorded digest.",
            roles: readers,
            answers: [.file("text/html")],
            refusals: ["notice_differs"],
            use: page
        ),
        Operation(
            .post,
            "/v1/months/{month}/notices",
            "issueNotices",
            .money,
            "Issue the closed month's payment notices, one for each payee",
            notes: "Issued once and told by mail; asked for again it is the same. Pages are had one by one.",
            roles: [.accountant],
            answers: [.ok(IssuedBody.schema, "What was issued.")],
            refusals: ["month_unknown", "month_open", "totals_differ", "no_tax_rate", "notice_differs"],
            use: issue
        ),
        Operation(
            .post,
            "/v1/notices/{id}/replacement",
            "replaceNotice",
            .money,
            "Issue a corrected notice in place of one that its payee objected to",
            notes:
                "Name and registration number are taken as they are now; amounts are those of the closed month.",
            roles: [.accountant],
            answers: [.created(NoticeBody.schema, "The new notice.")],
            refusals: ["notice_not_objected", "notice_answered", "no_tax_rate"],
            effect: .creates,
            use: replace
        ),
        Operation(
            .post,
            "/v1/notices/{id}/confirmation",
            "confirmNotice",
            .money,
            "Confirm that a notice is right",
            notes: "Presenters confirm their own; accountants note what a payee phoned or wrote.",
            roles: [.accountant, .presenter],
            body: .json(.form([.onBehalfOf])),
            answers: [.ok(NoticeBody.schema)],
            refusals: ["notice_answered"],
            use: confirm
        ),
        Operation(
            .post,
            "/v1/notices/{id}/objection",
            "objectToNotice",
            .money,
            "Say what is wrong with a notice",
            notes: "Presenters object to their own, until the deadline where silence counts as confirmation.",
            roles: [.accountant, .presenter],
            body: .json(
                .form([
                    .required("objection", .text(Example.objection, 1...AnswerNotice.longestObjection)),
                    .onBehalfOf,
                ])
            ),
            answers: [.ok(NoticeBody.schema)],
            refusals: ["notice_answered", "notice_deadline_passed"],
            use: object
        ),
    ]

    private static let readers: Set<Role> = [.accountant, .approver, .auditor, .presenter]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let read = ReadNotices(office: call.office)
        let page = try await read(
            try call.query.month("month"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        let today = call.office.clock.now().date
        return try .page(page, of: call) { NoticeBody($0, on: today) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func page(_ call: Call) async throws -> Response {
        let (notice, page) = try await ReadNotices(office: call.office).page(
            of: try call.key(),
            as: try call.asker()
        )
        return .file(page, "text/html; charset=utf-8", name: notice.fileName, sha256: notice.sha256)
    }

    @Sendable private static func issue(_ call: Call) async throws -> Response {
        let month = try call.month()
        let asker = try call.asker()
        let body = try call.papers().body
        let issued = try await Spooling.dropping { folder in
            try await IssueNotices(office: call.office)(month, to: folder, by: body, as: asker)
        }
        return try .json(IssuedBody(issued))
    }

    @Sendable private static func replace(_ call: Call) async throws -> Response {
        let id: Notice.ID = try call.key()
        let asker = try call.asker()
        let body = try call.papers().body
        let notice = try await Spooling.dropping { folder in
            try await ReplaceNotice(office: call.office)(id, to: folder, by: body, as: asker)
        }
        let location = "/v1/notices/\(notice.id)"
        return try await answer(notice.id, call, status: .created, headers: [.location: location])
    }

    @Sendable private static func confirm(_ call: Call) async throws -> Response {
        let id: Notice.ID = try call.key()
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await AnswerNotice(office: call.office).confirm(
            id,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func object(_ call: Call) async throws -> Response {
        let id: Notice.ID = try call.key()
        let form = try call.form()
        let text = form.text("objection")
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        guard let text else { throw form.faults.problem }
        try await AnswerNotice(office: call.office).object(
            id,
            text,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    private static func answer(
        _ id: Notice.ID,
        _ call: Call,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) async throws -> Response {
        let (notice, today) = try await ReadNotices(office: call.office)(id, as: try call.asker())
        return try .json(NoticeBody(notice, on: today), status: status, headers: headers)
    }
}
