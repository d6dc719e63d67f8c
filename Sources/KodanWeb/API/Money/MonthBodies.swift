import KodanDomain
import KodanService
import KodanText

/// A payment month as JSON; amounts are whole yen.
struct MonthBody: Encodable {
    static let schema = Schema.named(
        "Month",
        .body([
            .required("month", .month), .required("state", .choice(["open", "closed"])),
            .required("pay_on", .day, "The day on which the bank pays."), .optional("closed_at", .instant),
            .required("unapproved", .count, "Payments that are not approved yet."),
            .required("totals", Totals.schema, "Stored ones once it is closed, else those so far."),
            .required("transfers", .count, "Payments that the bank is to send."),
            .required("transferred", .yen, "What it is to send."),
            .optional("audit_seal", .digest, "The newest seal of the record when it was closed."),
        ])
    )

    struct Totals: Encodable {
        static let schema = Schema.named(
            "MonthTotals",
            .body([
                .required("payees", .count), .required("payments", .count), .required("lines", .count),
                .required("gross", .yen), .required("base", .yen), .required("tax", .yen),
                .required("net", .yen),
            ])
        )

        let payees: Int
        let payments: Int
        let lines: Int
        let gross: Int64
        let base: Int64
        let tax: Int64
        let net: Int64

        init(_ totals: ControlTotals) {
            payees = totals.payees
            payments = totals.payments
            lines = totals.lines
            gross = totals.gross.amount
            base = totals.base.amount
            tax = totals.tax.amount
            net = totals.net.amount
        }
    }

    let month: String
    let state: String
    let payOn: String
    let closedAt: String?
    let unapproved: Int
    let totals: Totals
    let transfers: Int
    let transferred: Int64
    let auditSeal: String?

    init(_ month: PaymentMonth) {
        self.month = month.month.description
        state = month.isClosed ? "closed" : "open"
        payOn = month.payOn.description
        closedAt = month.closedAt?.description
        unapproved = month.unapproved
        totals = Totals(month.totals)
        transfers = month.transfers
        transferred = month.transferred.amount
        auditSeal = month.auditSeal?.hexadecimal
    }
}

/// What keeps a month from closing, and what to look at first, as JSON.
struct ReadinessBody: Encodable {
    static let schema = Schema.named(
        "MonthReadiness",
        .body([
            .required("month", MonthBody.schema), .required("may_close", .flag),
            .required("concerns", .list(Concern.schema, atMost: nil), "What is not as it should be."),
        ])
    )

    struct Concern: Encodable {
        static let schema = Schema.named(
            "MonthConcern",
            .body([
                .required("check", .choice(MonthCheck.self)),
                .required("obstacle", .flag, "Whether the month cannot close before it is gone."),
                .required("count", .count, "How many things it is about."),
            ])
        )

        let check: String
        let obstacle: Bool
        let count: Int
    }

    let month: MonthBody
    let mayClose: Bool
    let concerns: [Concern]

    init(_ readiness: MonthReadiness) {
        month = MonthBody(readiness.month)
        mayClose = readiness.mayClose
        concerns = readiness.concerns.map { concern in
            Concern(
                check: concern.check.rawValue,
                obstacle: concern.check.isObstacle,
                count: concern.count
            )
        }
    }
}

/// What a preparation did as JSON.
struct PreparedBody: Encodable {
    static let schema = Schema.named(
        "Preparation",
        .body([
            .required("month", .month), .required("pay_on", .day, "The day on which the bank pays."),
            .required("prepared", .list(Prepared.schema, atMost: nil), "Payments that were made or changed."),
            .required("left_out", .list(Left.schema, atMost: nil), "What is not paid this time, and why."),
        ])
    )

    struct Prepared: Encodable {
        static let schema = Schema.body([
            .required("id", .key(Payment.self)), .required("payee", .key(Payee.self)),
            .required("lines", .count), .required("gross", .yen), .required("tax", .yen),
            .required("net", .yen),
        ])

        let id: String
        let payee: String
        let lines: Int
        let gross: Int64
        let tax: Int64
        let net: Int64

        init(_ payment: PreparedPayment) {
            id = payment.id.description
            payee = payment.payee.description
            lines = payment.lines
            gross = payment.gross.amount
            tax = payment.tax.amount
            net = payment.net.amount
        }
    }

    struct Left: Encodable {
        static let schema = Schema.body([
            .required("payee", .key(Payee.self)), .required("honoraria", .keys(Honorarium.self, atMost: nil)),
            .required("gross", .yen), .required("reason", .choice(LeftOutReason.self)),
            .required("detail", .text(Example.note), "A sentence, with what to do about it."),
        ])

        let payee: String
        let honoraria: [String]
        let gross: Int64
        let reason: String
        let detail: String

        init(_ left: LeftOut, _ language: Language) {
            payee = left.payee.description
            honoraria = left.honoraria.map(\.description)
            gross = left.gross.amount
            reason = left.reason.rawValue
            detail = LeftOutText.sentence(left.reason, in: language)
        }
    }

    let month: String
    let payOn: String
    let prepared: [Prepared]
    let leftOut: [Left]

    init(_ month: PreparedMonth, in language: Language) {
        self.month = month.month.description
        payOn = month.payOn.description
        prepared = month.prepared.map { Prepared($0) }
        leftOut = month.leftOut.map { Left($0, language) }
    }
}
