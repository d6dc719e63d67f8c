import KodanDomain
import KodanService
import KodanText

/// What waits for accounting as JSON.
struct AccountingDeskBody: Encodable {
    static let schema = Schema.named(
        "AccountingDesk",
        .body([
            .required(
                "months",
                .list(MonthWorkBody.schema, atMost: ReadAccountingDesk.months),
                "The newest first."
            ),
            .required("next_month", .month, "Which month is prepared next."),
            .required("blocking_findings", .count, "Open ones that keep money back."),
            .required("warning_findings", .count, "Open ones that warn."),
            .required("unconfirmed_accounts", .count, "Bank accounts that wait for a confirmation."),
            .required("objections", .count, "Notices that payees objected to and nobody has replaced."),
        ])
    )

    let months: [MonthWorkBody]
    let nextMonth: String
    let blockingFindings: Int
    let warningFindings: Int
    let unconfirmedAccounts: Int
    let objections: Int

    init(_ desk: AccountingDesk, today: LocalDate) {
        months = desk.months.map { MonthWorkBody($0) }
        nextMonth = desk.nextMonth(on: today).description
        blockingFindings = desk.blocking
        warningFindings = desk.warning
        unconfirmedAccounts = desk.accounts
        objections = desk.objections
    }
}

/// How far a month's payments have come as JSON.
struct MonthWorkBody: Encodable {
    static let schema = Schema.named(
        "MonthWork",
        .body([
            .required("month", .month), .required("state", .choice(["open", "closed"])),
            .required("pay_on", .day, "The day on which the bank pays."),
            .required("stage", .choice(MonthStage.self), "What is done next."),
            .optional(
                "holder",
                .choice(["accountant", "approver"]),
                "Who does it; absent once all is done."
            ),
            .required("drafts", .count, "Payments that nobody has submitted."),
            .required("submitted", .count, "Payments that wait for approval."),
            .optional(
                "submitted_mark",
                .digest,
                "Another once others wait, one was submitted anew or would go to another account; absent if none waits."
            ),
            .required("own", .count, "Those of them that the asker prepared or would receive."),
            .required("approved", .count, "Approved payments of an open month."),
            .required("unsent", .count, "Payments of a closed month that no bank file holds yet."),
            .required("sent", .count, "Payments for which the bank has not answered."),
            .required("returned", .count, "Payments that the bank returned and nobody has sent again."),
            .required("unnoticed", .count, "Payments of a closed month that have no notice."),
            .required("claims", .count, "Those that ask the payee for money which has not come back."),
        ])
    )

    let month: String
    let state: String
    let payOn: String
    let stage: String
    let holder: String?
    let drafts: Int
    let submitted: Int
    let submittedMark: String?
    let own: Int
    let approved: Int
    let unsent: Int
    let sent: Int
    let returned: Int
    let unnoticed: Int
    let claims: Int

    init(_ work: MonthWork) {
        month = work.month.description
        state = work.isClosed ? "closed" : "open"
        payOn = work.payOn.description
        stage = work.stage.rawValue
        holder = work.stage.holder?.rawValue
        drafts = work.drafts
        submitted = work.submitted
        submittedMark = work.submittedMark.isEmpty ? nil : work.submittedMark
        own = work.own
        approved = work.approved
        unsent = work.unsent
        sent = work.sent
        returned = work.returned
        unnoticed = work.unnoticed
        claims = work.claims
    }
}

/// What a month's payments do not hold as JSON.
struct LeftOutBody: Encodable {
    static let schema = Schema.named(
        "LeftOut",
        .body([
            .required(
                "lectures",
                .list(Waiting.schema, atMost: nil),
                "Attested lectures before the month that have no honorarium."
            ),
            .required(
                "payees",
                .list(PreparedBody.Left.schema, atMost: nil),
                "Who is owed something that the month does not pay."
            ),
        ])
    )

    struct Waiting: Encodable {
        static let schema = Schema.body([
            .required("assignment", .key(Assignment.self)),
            .optional(
                "code",
                .code("no_payee"),
                "A stable name of what stands in the way; absent where it only was not calculated yet."
            ),
            .optional("detail", .text(Example.note), "A sentence about it."),
        ])

        let assignment: String
        let code: String?
        let detail: String?
    }

    let lectures: [Waiting]
    let payees: [PreparedBody.Left]

    init(_ left: MonthLeftOut, in language: Language) {
        lectures = left.lectures.map { lecture in
            Waiting(
                assignment: lecture.assignment.description,
                code: lecture.refusal?.code,
                detail: lecture.refusal.map { RefusalText.sentence($0, in: language) }
            )
        }
        payees = left.payees.map { PreparedBody.Left($0, language) }
    }
}
