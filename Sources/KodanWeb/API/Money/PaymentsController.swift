import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Payments: one payee on one payment date, approved by another person than who prepared it.
enum PaymentsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/payments",
            "listPayments",
            .money,
            "Payments of all months, presenters their own",
            roles: .accounting.union([.presenter]),
            query: [
                .month("Only those of this month."),
                QueryParameter("state", .choice(PaymentState.self), "Only those in this state."),
                QueryParameter("payee", .key(Payee.self), "Only those of this payee."), .after(Payment.self),
                .limit,
            ],
            answers: [.ok(.page(of: PaymentBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/payments/{id}",
            "showPayment",
            .money,
            "One payment with its lines and the tries to send it",
            roles: .accounting,
            answers: [.ok(PaymentDetailBody.schema)],
            use: show
        ),
        Operation(
            .get,
            "/v1/payments/{id}/explanation",
            "explainPayment",
            .money,
            "The walk from the requests of all lectures that it pays to the bank's answer",
            roles: .accounting,
            answers: [.ok(PaymentWalkBody.schema, "Step by step, as it is now.")],
            use: explain
        ),
        Operation(
            .post,
            "/v1/payments/{id}/approval",
            "approvePayment",
            .money,
            "Approve a payment that another person prepared",
            notes: """
                What is approved is what was read: the tag is that of `GET /v1/payments/{id}`, which changes with the
                payment and with its `next_account`. It is bound to that account, the payee's newest confirmed one.
                Nobody approves what they would receive.
                """,
            roles: [.approver],
            answers: [.ok(PaymentDetailBody.schema)],
            refusals: ["payment_state", "own_payment", "no_account"] + MonthsController.obstacles,
            effect: .changes(current: show),
            use: approve
        ),
        Operation(
            .post,
            "/v1/payments/{id}/reopening",
            "reopenPayment",
            .money,
            "Take a payment back, to be changed; its approval is lost",
            roles: [.accountant, .approver],
            body: .json(.form([.required("reason", .moneyReason)])),
            answers: [.ok(PaymentDetailBody.schema)],
            refusals: ["payment_state", "month_closed"],
            use: reopen
        ),
        Operation(
            .post,
            "/v1/payments/{id}/repayment",
            "recordRepayment",
            .money,
            "Record that a payee has paid back what a payment below zero asks for",
            roles: [.accountant],
            body: .json(.form([.required("paid_on", .day, "The day on which the money arrived.")])),
            answers: [.ok(PaymentDetailBody.schema)],
            refusals: ["payment_state", "not_claim", "day_ahead", "paid_too_early"],
            use: repaid
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let question = PaymentQuestion(
            month: try call.query.month("month"),
            state: try call.query.choice("state"),
            payee: try call.query.key("payee")
        )
        let page = try await ReadPayments(office: call.office)(
            question,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { PaymentBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let id: Payment.ID = try call.key()
        let asker = try call.asker()
        let read = ReadPayments(office: call.office)
        let payment = try await read(id, as: asker)
        return try .json(PaymentDetailBody(payment, try await read.accounts(of: id, as: asker)))
    }

    @Sendable private static func explain(_ call: Call) async throws -> Response {
        let id: Payment.ID = try call.key()
        return try .json(
            PaymentWalkBody(try await ExplainPayment(office: call.office)(id, as: try call.asker()))
        )
    }

    @Sendable private static func approve(_ call: Call) async throws -> Response {
        let id: Payment.ID = try call.key()
        _ = try await ApprovePayments(office: call.office)(.payments([id]), as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func reopen(_ call: Call) async throws -> Response {
        let id: Payment.ID = try call.key()
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await ReopenPayment(office: call.office)(id, reason: reason, as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func repaid(_ call: Call) async throws -> Response {
        let id: Payment.ID = try call.key()
        let form = try call.form()
        let day = form.day("paid_on")
        try form.end()
        guard let day else { throw form.faults.problem }
        try await RecordRepayment(office: call.office)(id, on: day, as: try call.asker())
        return try await show(call)
    }
}

extension Set<Role> {
    /// Who reads the books.
    static let accounting: Set<Role> = [.accountant, .approver, .auditor]
}
