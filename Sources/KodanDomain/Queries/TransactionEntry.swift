/// What transactions are looked for: any combination of days, amounts and a counterparty, over any period.
///
/// Source: electronic books law, the search that makes books readable (取引年月日、取引金額、取引先; ranges of the first two,
/// two or more together).
public struct TransactionQuestion: Sendable, Equatable {
    /// The counterparty.
    public enum Counterparty: Sendable, Equatable {
        /// Part of the name, NFKC-normalized as names are.
        case named(String)
        /// The payee.
        case payee(Payee.ID)
    }

    /// The first payment date that counts; nil for no limit.
    public let from: LocalDate?
    /// The last one.
    public let to: LocalDate?
    /// The least net amount that counts: what was sent, below zero where it was asked back.
    public let least: Yen?
    /// The most.
    public let most: Yen?
    /// With whom; nil for anybody.
    public let counterparty: Counterparty?

    /// A question; a name is normalized.
    public init(
        from: LocalDate? = nil,
        to: LocalDate? = nil,
        least: Yen? = nil,
        most: Yen? = nil,
        counterparty: Counterparty? = nil
    ) {
        self.from = from
        self.to = to
        self.least = least
        self.most = most
        self.counterparty =
            switch counterparty {
            case .named(let name): .named(name.normalized)
            case .payee, nil: counterparty
            }
    }
}

/// One transaction as the books are searched for it: a payment.
public struct TransactionEntry: Sendable, Equatable {
    /// The payment.
    public let payment: Payment.ID
    /// The payment date.
    public let payOn: LocalDate
    /// The payee.
    public let payee: Payee.ID
    /// The payee's name.
    public let payeeName: String
    /// What was owed before tax.
    public let gross: Yen
    /// What was withheld.
    public let tax: Yen
    /// Where it stands.
    public let state: PaymentState
    /// What it pays, smaller keys first.
    public let honoraria: [Honorarium.ID]
    /// The bank file that it was last sent in; nil before.
    public let transferFile: TransferFile.ID?
    /// That file's name.
    public let transferFileName: String?

    /// What was sent.
    public var net: Yen { gross - tax }

    /// An entry.
    public init(
        payment: Payment.ID,
        payOn: LocalDate,
        payee: Payee.ID,
        payeeName: String,
        gross: Yen,
        tax: Yen,
        state: PaymentState,
        honoraria: [Honorarium.ID],
        transferFile: TransferFile.ID?,
        transferFileName: String?
    ) {
        self.payment = payment
        self.payOn = payOn
        self.payee = payee
        self.payeeName = payeeName
        self.gross = gross
        self.tax = tax
        self.state = state
        self.honoraria = honoraria
        self.transferFile = transferFile
        self.transferFileName = transferFileName
    }
}
