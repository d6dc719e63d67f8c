/// One payment with its lines and the tries to send it.
public struct PaymentDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: PaymentSummary
    /// As what the payee is taxed.
    public let payeeClass: WithholdingClass
    /// What tax was computed from.
    public let base: Yen
    /// What red lines took away of gross.
    public let reversedGross: Yen
    /// What red lines took away of the tax.
    public let reversedTax: Yen
    /// The treaty decision that it was taxed by.
    public let treaty: TreatyDecision.ID?
    /// The account that it goes to; nil before approval, and where nothing is sent.
    public let account: PayeeAccount.ID?
    /// Who prepared it.
    public let preparedBy: User.ID
    /// When.
    public let preparedAt: Instant
    /// When it went to the approver.
    public let submittedAt: Instant?
    /// Who approved it.
    public let approvedBy: User.ID?
    /// When.
    public let approvedAt: Instant?
    /// How it was last taken back from the approver, while it is a draft or waits for approval again.
    public let sentBack: SentBackPayment?
    /// What it pays, smaller keys first.
    public let lines: [PaymentLineEntry]
    /// The tries to send it, oldest first.
    public let attempts: [TransferEntry]

    /// A value with these parts.
    public init(
        summary: PaymentSummary,
        payeeClass: WithholdingClass,
        base: Yen,
        reversedGross: Yen,
        reversedTax: Yen,
        treaty: TreatyDecision.ID?,
        account: PayeeAccount.ID?,
        preparedBy: User.ID,
        preparedAt: Instant,
        submittedAt: Instant?,
        approvedBy: User.ID?,
        approvedAt: Instant?,
        sentBack: SentBackPayment? = nil,
        lines: [PaymentLineEntry],
        attempts: [TransferEntry]
    ) {
        self.sentBack = sentBack
        self.summary = summary
        self.payeeClass = payeeClass
        self.base = base
        self.reversedGross = reversedGross
        self.reversedTax = reversedTax
        self.treaty = treaty
        self.account = account
        self.preparedBy = preparedBy
        self.preparedAt = preparedAt
        self.submittedAt = submittedAt
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
        self.lines = lines
        self.attempts = attempts
    }
}

/// How a payment was taken back from the approver, as the record tells it.
public struct SentBackPayment: Hashable, Sendable {
    /// When.
    public let at: Instant
    /// Who took it back.
    public let by: User.ID?
    /// Why.
    public let reason: String

    /// A value with these parts.
    public init(at: Instant, by: User.ID?, reason: String) {
        self.at = at
        self.by = by
        self.reason = reason
    }
}

/// What payments are looked for: any combination; nil says nothing.
public struct PaymentQuestion: Sendable, Equatable {
    /// The month of the payment date.
    public var month: YearMonth?
    /// Where it stands.
    public var state: PaymentState?
    /// Who is paid.
    public var payee: Payee.ID?
    /// Part of the payee's name, NFKC-normalized as names are.
    public var name: String?

    /// A question; a name is normalized.
    public init(
        month: YearMonth? = nil,
        state: PaymentState? = nil,
        payee: Payee.ID? = nil,
        name: String? = nil
    ) {
        self.month = month
        self.state = state
        self.payee = payee
        self.name = name?.normalized
    }
}

/// What the payments add up to that answer a question, whatever part of them a page shows.
public struct PaymentTotals: Hashable, Sendable {
    /// Nothing.
    public static let none = PaymentTotals(payments: 0, lines: 0, gross: .zero, tax: .zero)

    /// How many payments.
    public let payments: Int
    /// How many honoraria they pay.
    public let lines: Int
    /// What is owed before tax.
    public let gross: Yen
    /// What is withheld.
    public let tax: Yen
    /// What is sent.
    public var net: Yen { gross - tax }

    /// Totals.
    public init(payments: Int, lines: Int, gross: Yen, tax: Yen) {
        self.payments = payments
        self.lines = lines
        self.gross = gross
        self.tax = tax
    }
}

/// One honorarium in a payment.
public struct PaymentLineEntry: Hashable, Sendable {
    /// The honorarium.
    public let honorarium: Honorarium.ID
    /// What its row is in the books.
    public let entry: HonorariumEntry
    /// The lecture.
    public let assignment: Assignment.ID
    /// Its day.
    public let lectureOn: LocalDate
    /// What is owed before tax.
    public let gross: Yen
    /// What tax is computed from.
    public let base: Yen
    /// Its share of the payment's tax.
    public let taxShare: Yen

    /// A line.
    public init(
        honorarium: Honorarium.ID,
        entry: HonorariumEntry,
        assignment: Assignment.ID,
        lectureOn: LocalDate,
        gross: Yen,
        base: Yen,
        taxShare: Yen
    ) {
        self.honorarium = honorarium
        self.entry = entry
        self.assignment = assignment
        self.lectureOn = lectureOn
        self.gross = gross
        self.base = base
        self.taxShare = taxShare
    }
}
