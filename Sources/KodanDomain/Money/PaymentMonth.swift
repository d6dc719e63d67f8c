/// 支払月: the month of the payment date, open until it is closed with its totals.
public struct PaymentMonth: Hashable, Sendable {
    /// The month.
    public let month: YearMonth
    /// The day on which the bank pays.
    public let payOn: LocalDate
    /// When it was closed; nil while it is open.
    public let closedAt: Instant?
    /// The totals: stored ones once it is closed, else those of its payments so far.
    public let totals: ControlTotals
    /// Payments that the bank is to send: those above zero.
    public let transfers: Int
    /// What it is to send.
    public let transferred: Yen
    /// Payments that are not approved yet.
    public let unapproved: Int
    /// The newest seal of the audit chain when it was closed; nil while it is open or before the first seal.
    public let auditSeal: [UInt8]?

    /// Whether it is closed and never changes.
    public var isClosed: Bool { closedAt != nil }

    /// A month.
    public init(
        month: YearMonth,
        payOn: LocalDate,
        closedAt: Instant?,
        totals: ControlTotals,
        transfers: Int,
        transferred: Yen,
        unapproved: Int,
        auditSeal: [UInt8]?
    ) {
        self.month = month
        self.payOn = payOn
        self.closedAt = closedAt
        self.totals = totals
        self.transfers = transfers
        self.transferred = transferred
        self.unapproved = unapproved
        self.auditSeal = auditSeal
    }
}

/// One payment as a list shows it.
public struct PaymentSummary: Hashable, Sendable {
    /// The payment.
    public let id: Payment.ID
    /// The payee.
    public let payee: Payee.ID
    /// The payee's name.
    public let payeeName: String
    /// The payment date.
    public let payOn: LocalDate
    /// Where it stands.
    public let state: PaymentState
    /// Its honoraria.
    public let lines: Int
    /// What the body owes before tax.
    public let gross: Yen
    /// What is withheld.
    public let tax: Yen
    /// When the bank paid; nil until then.
    public let paidOn: LocalDate?
    /// Whether it is a draft that was taken back from the approver.
    public let isSentBack: Bool

    /// What is sent.
    public var net: Yen { gross - tax }

    /// A payment of a list.
    public init(
        id: Payment.ID,
        payee: Payee.ID,
        payeeName: String,
        payOn: LocalDate,
        state: PaymentState,
        lines: Int,
        gross: Yen,
        tax: Yen,
        paidOn: LocalDate?,
        isSentBack: Bool = false
    ) {
        self.isSentBack = isSentBack
        self.id = id
        self.payee = payee
        self.payeeName = payeeName
        self.payOn = payOn
        self.state = state
        self.lines = lines
        self.gross = gross
        self.tax = tax
        self.paidOn = paidOn
    }
}
