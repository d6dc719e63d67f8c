/// One entry that a payment date may pay, with what is known of its payee on that date.
public struct PayableHonorarium: Hashable, Sendable {
    /// Whom it is owed to, as far as tax and transfer ask.
    public struct Recipient: Hashable, Sendable {
        /// The payee.
        public let payee: Payee.ID
        /// Person or legal person.
        public let legalStatus: LegalStatus
        /// Where the payee is taxed on the payment date; nil if nobody has said.
        public let residency: Residency?
        /// What was decided about a non-resident's treaty; nil if nothing was.
        public let treaty: AppliedTreaty?
        /// Whether the payee has a confirmed account.
        public let hasAccount: Bool
        /// Where the payee's payment on that date stands; nil if there is none.
        public let paymentState: PaymentState?

        /// A recipient.
        public init(
            payee: Payee.ID,
            legalStatus: LegalStatus,
            residency: Residency?,
            treaty: AppliedTreaty? = nil,
            hasAccount: Bool,
            paymentState: PaymentState? = nil
        ) {
            self.payee = payee
            self.legalStatus = legalStatus
            self.residency = residency
            self.treaty = treaty
            self.hasAccount = hasAccount
            self.paymentState = paymentState
        }
    }

    /// What the entry is worth.
    public enum Amount: Hashable, Sendable {
        /// It is owed: `base` of `gross` counts for the tax; `promisedNet` of it was promised after tax.
        case owed(gross: Yen, base: Yen, promisedNet: Yen?)
        /// 赤: it takes back `gross`, `base` and `tax` of what was paid; all above zero or zero.
        case takenBack(gross: Yen, base: Yen, tax: Yen)
    }

    /// The honorarium.
    public let id: Honorarium.ID
    /// The entry that it corrects; nil for a first one.
    public let corrects: Honorarium.ID?
    /// Whom it is owed to.
    public let recipient: Recipient
    /// What it is worth.
    public let amount: Amount
    /// Whether a blocking finding about the lecture or the payee is open.
    public let isBlocked: Bool

    /// A payable entry.
    public init(
        id: Honorarium.ID,
        corrects: Honorarium.ID? = nil,
        recipient: Recipient,
        amount: Amount,
        isBlocked: Bool = false
    ) {
        self.id = id
        self.corrects = corrects
        self.recipient = recipient
        self.amount = amount
        self.isBlocked = isBlocked
    }

    /// Signed: what it adds to the payment before tax.
    public var gross: Yen {
        switch amount {
        case .owed(let gross, _, _): gross
        case .takenBack(let gross, _, _): -gross
        }
    }
}
