import KodanDomain
import KodanService

/// A payment as JSON.
struct PaymentBody: Encodable {
    static let schema = Schema.named("PaymentSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Payment.self)), .required("state", .choice(PaymentState.self)),
        .required("payee", .key(Payee.self)), .required("payee_name", .text(Example.payeeName)),
        .required("pay_on", .day), .required("lines", .count, "How many honoraria it pays."),
        .required("gross", .yen), .required("tax", .yen),
        .required("net", .yen, "What is sent; below zero where it is asked back."),
        .optional("paid_on", .day),
    ]

    let id: String
    let state: String
    let payee: String
    let payeeName: String
    let payOn: String
    let lines: Int
    let gross: Int64
    let tax: Int64
    let net: Int64
    let paidOn: String?

    init(_ payment: PaymentSummary) {
        id = payment.id.description
        state = payment.state.rawValue
        payee = payment.payee.description
        payeeName = payment.payeeName
        payOn = payment.payOn.description
        lines = payment.lines
        gross = payment.gross.amount
        tax = payment.tax.amount
        net = payment.net.amount
        paidOn = payment.paidOn?.description
    }
}

/// A payment with its lines and the tries to send it as JSON; of its accounts it holds the keys alone.
struct PaymentDetailBody: Encodable {
    static let schema = Schema.named(
        "Payment",
        .body(
            PaymentBody.properties + [
                .required("payee_class", .choice(WithholdingClass.self), "As what the payee is taxed."),
                .required("base", .yen, "What tax was computed from."),
                .required("reversed_gross", .yen, "What red entries took away of the gross."),
                .required("reversed_tax", .yen), .optional("treaty_decision", .key(TreatyDecision.self)),
                .optional("account", .key(PayeeAccount.self), "Where it goes, from its approval on."),
                .optional(
                    "next_account",
                    .key(PayeeAccount.self),
                    "Where its next transfer goes; before the approval, where one would send it. Auditors see none."
                ),
                .required("prepared_by", .key(User.self)), .required("prepared_at", .instant),
                .optional("submitted_at", .instant), .optional("approved_by", .key(User.self)),
                .optional("approved_at", .instant),
                .required("honoraria", .list(Line.schema, atMost: nil), "What it pays."),
                .required("transfers", .list(TransferBody.schema, atMost: nil), "The tries to send it."),
            ]
        )
    )

    struct Line: Encodable {
        static let schema = Schema.named(
            "PaymentLine",
            .body([
                .required("honorarium", .key(Honorarium.self)),
                .required("entry", .choice(HonorariumEntry.self)),
                .required("assignment", .key(Assignment.self)), .required("lecture_on", .day),
                .required("gross", .yen), .required("base", .yen), .required("tax", .yen),
            ])
        )

        let honorarium: String
        let entry: String
        let assignment: String
        let lectureOn: String
        let gross: Int64
        let base: Int64
        let tax: Int64

        init(_ line: PaymentLineEntry) {
            honorarium = line.honorarium.description
            entry = line.entry.rawValue
            assignment = line.assignment.description
            lectureOn = line.lectureOn.description
            gross = line.gross.amount
            base = line.base.amount
            tax = line.taxShare.amount
        }
    }

    private struct More: Encodable {
        let payeeClass: String
        let base: Int64
        let reversedGross: Int64
        let reversedTax: Int64
        let treatyDecision: String?
        let account: String?
        let nextAccount: String?
        let preparedBy: String
        let preparedAt: String
        let submittedAt: String?
        let approvedBy: String?
        let approvedAt: String?
        let honoraria: [Line]
        let transfers: [TransferBody]
    }

    private let summary: PaymentBody
    private let more: More

    init(_ payment: PaymentDetail, _ accounts: PaymentAccounts) {
        summary = PaymentBody(payment.summary)
        more = More(
            payeeClass: payment.payeeClass.rawValue,
            base: payment.base.amount,
            reversedGross: payment.reversedGross.amount,
            reversedTax: payment.reversedTax.amount,
            treatyDecision: payment.treaty?.description,
            account: payment.account?.description,
            nextAccount: accounts.next?.id.description,
            preparedBy: payment.preparedBy.description,
            preparedAt: payment.preparedAt.description,
            submittedAt: payment.submittedAt?.description,
            approvedBy: payment.approvedBy?.description,
            approvedAt: payment.approvedAt?.description,
            honoraria: payment.lines.map { Line($0) },
            transfers: payment.attempts.map { TransferBody($0) }
        )
    }

    /// The members of the list's body, and beside them the rest.
    func encode(to encoder: any Encoder) throws {
        try summary.encode(to: encoder)
        try more.encode(to: encoder)
    }
}

/// One try to pay one payment as JSON.
struct TransferBody: Encodable {
    static let schema = Schema.named(
        "Transfer",
        .body([
            .required("id", .key(TransferAttempt.self)), .required("transfer_file", .key(TransferFile.self)),
            .required("record", .count, "Its place among the file's transfers, from 1."),
            .required("payment", .key(Payment.self)), .required("amount", .yen),
            .required("state", .choice(TransferState.self)), .optional("result_on", .day),
            .optional("return_reason", .text(Example.returnReason)),
        ])
    )

    let id: String
    let transferFile: String
    let record: Int
    let payment: String
    let amount: Int64
    let state: String
    let resultOn: String?
    let returnReason: String?

    init(_ transfer: TransferEntry) {
        id = transfer.id.description
        transferFile = transfer.file.description
        record = transfer.record
        payment = transfer.payment.description
        amount = transfer.amount.amount
        state = transfer.state.rawValue
        resultOn = transfer.resultOn?.description
        returnReason = transfer.returnReason
    }
}
