import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Payment months: prepared, submitted, approved and closed, then never changed.
enum MonthsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/months",
            "listMonths",
            .money,
            "The payment months",
            roles: .accounting,
            query: [
                QueryParameter("before", .month, "Only months before this one.", beginsPage: true),
                QueryParameter(
                    "limit",
                    .integer(MonthOverview.limits, example: 24),
                    "How many at most; 24 if nobody says."
                ),
            ],
            answers: [
                .ok(
                    .page(of: MonthBody.schema, from: "before", at: .month),
                    "A page of them, the newest first."
                )
            ],
            use: list
        ),
        Operation(
            .get,
            "/v1/months/{month}",
            "showMonth",
            .money,
            "One month with its totals",
            roles: .accounting,
            answers: [.ok(MonthBody.schema)],
            refusals: ["month_unknown"],
            use: show
        ),
        Operation(
            .get,
            "/v1/months/{month}/readiness",
            "checkMonth",
            .money,
            "What keeps the month from closing, and what to look at before",
            roles: .accounting,
            answers: [.ok(ReadinessBody.schema)],
            refusals: ["month_unknown"],
            use: readiness
        ),
        Operation(
            .get,
            "/v1/months/{month}/honoraria",
            "listMonthHonoraria",
            .money,
            "The honoraria in the month's payments",
            roles: .accounting,
            query: [.after(Honorarium.self), .limit],
            answers: [.ok(.page(of: HonorariumBody.schema), "A page of them, the oldest first.")],
            refusals: ["month_unknown"],
            use: honoraria
        ),
        Operation(
            .post,
            "/v1/months/{month}/preparation",
            "preparePayments",
            .money,
            "Put together the month's payments: one for each payee",
            notes: """
                For all unpaid lectures before the month. It opens the month if need be; running it again brings drafts
                up to date.
                """,
            roles: [.accountant],
            answers: [.ok(PreparedBody.schema, "What came of it.")],
            refusals: ["month_closed", "pay_day_passed", "no_holidays", "no_tax_rate"],
            use: prepare
        ),
        Operation(
            .post,
            "/v1/months/{month}/submission",
            "submitPayments",
            .money,
            "Hand the month's drafts to the approver",
            roles: [.accountant],
            answers: [.ok(MadeBodies.schema(Payment.self), "The payments that wait for approval.")],
            refusals: ["month_unknown", "month_closed", "payment_state", "nothing_to_pay"] + obstacles,
            use: submit
        ),
        Operation(
            .post,
            "/v1/months/{month}/approval",
            "approvePayments",
            .money,
            "Approve all payments of the month that wait; never those that you prepared",
            notes: """
                All or none. What is approved is what was seen: read the work (`GET /v1/months/{month}/work`), then the
                payments that wait (`GET /v1/payments?month=…&state=submitted`), and send the work's tag. If other
                payments wait by then, one was submitted anew, or one would go to another account, nothing is approved.
                """,
            roles: [.approver],
            answers: [.ok(MadeBodies.schema(Payment.self), "The payments that are approved.")],
            refusals: ["month_unknown", "payment_state", "own_payment", "no_account", "nothing_to_pay"]
                + obstacles,
            effect: .changes(current: AccountingDeskController.work),
            use: approve
        ),
        Operation(
            .post,
            "/v1/months/{month}/closure",
            "closeMonth",
            .money,
            "Close the month for ever, with its totals",
            roles: [.approver],
            answers: [.ok(MonthBody.schema)],
            refusals: ["month_unknown", "month_closed", "unapproved_payments", "nothing_to_pay"] + obstacles,
            use: close
        ),
    ]

    /// What came up since payments were prepared.
    static let obstacles = ["payment_blocked", "taxed_otherwise"]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let limits = MonthOverview.limits
        let limit = try call.query.value("limit", .number(limits)) { text in
            Int(text).flatMap { limits.contains($0) ? $0 : nil }
        }
        let page = try await MonthOverview(office: call.office)(
            before: try call.query.month("before"),
            limit: limit ?? 24,
            as: try call.asker()
        )
        return try .page(page.months, next: page.next?.description, by: "before", of: call) { MonthBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let page = try await ReadMonth(office: call.office)(
            try call.month(),
            limit: 1,
            as: try call.asker()
        )
        return try .json(MonthBody(page.month))
    }

    @Sendable private static func readiness(_ call: Call) async throws -> Response {
        try .json(
            ReadinessBody(try await CheckMonth(office: call.office)(try call.month(), as: try call.asker()))
        )
    }

    @Sendable private static func honoraria(_ call: Call) async throws -> Response {
        let page = try await ReadHonoraria(office: call.office)(
            try call.month(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { HonorariumBody($0) }
    }

    @Sendable private static func prepare(_ call: Call) async throws -> Response {
        let prepared = try await PreparePayments(office: call.office)(
            try call.month(),
            as: try call.asker()
        )
        return try .json(PreparedBody(prepared, in: call.language))
    }

    @Sendable private static func submit(_ call: Call) async throws -> Response {
        try .json(
            MadeBodies(
                try await SubmitPayments(office: call.office)(try call.month(), as: try call.asker())
            )
        )
    }

    @Sendable private static func approve(_ call: Call) async throws -> Response {
        let approved = try await ApprovePayments(office: call.office)(
            .month(try call.month()),
            as: try call.asker()
        )
        return try .json(MadeBodies(approved))
    }

    @Sendable private static func close(_ call: Call) async throws -> Response {
        try .json(
            MonthBody(try await CloseMonth(office: call.office)(try call.month(), as: try call.asker()))
        )
    }
}
