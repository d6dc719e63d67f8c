/// How far the money of an honorarium has come; it follows from its payment and is stored nowhere.
public enum HonorariumState: String, Sendable, CaseIterable {
    /// It is owed, and in no payment yet.
    case calculated
    /// A payment holds it.
    case included
    /// The bank has paid it, or there is no yen to send.
    case settled
    /// A red entry took it back.
    case replaced
}

/// What honoraria are looked for: any combination; nil says nothing.
public struct HonorariumQuestion: Sendable, Equatable {
    /// The month of the payment that holds it.
    public var month: YearMonth?
    /// Whom it is owed to.
    public var payee: Payee.ID?
    /// The lecture.
    public var assignment: Assignment.ID?
    /// How far it has come.
    public var state: HonorariumState?
    /// The first day of lectures that counts.
    public var from: LocalDate?
    /// The last one.
    public var to: LocalDate?

    /// A question.
    public init(
        month: YearMonth? = nil,
        payee: Payee.ID? = nil,
        assignment: Assignment.ID? = nil,
        state: HonorariumState? = nil,
        from: LocalDate? = nil,
        to: LocalDate? = nil
    ) {
        self.month = month
        self.payee = payee
        self.assignment = assignment
        self.state = state
        self.from = from
        self.to = to
    }
}

/// One honorarium, paid or not, as a list of all shows it.
public struct HonorariumOverview: Hashable, Sendable {
    /// Where its payment stands.
    public struct Paid: Hashable, Sendable {
        /// The payment.
        public let payment: Payment.ID
        /// Where it stands.
        public let state: PaymentState
        /// Its payment date.
        public let payOn: LocalDate
        /// When the bank paid; nil until then.
        public let paidOn: LocalDate?
        /// This honorarium's share of its tax.
        public let taxShare: Yen

        /// A payment.
        public init(
            payment: Payment.ID,
            state: PaymentState,
            payOn: LocalDate,
            paidOn: LocalDate?,
            taxShare: Yen
        ) {
            self.payment = payment
            self.state = state
            self.payOn = payOn
            self.paidOn = paidOn
            self.taxShare = taxShare
        }
    }

    /// The honorarium.
    public let id: Honorarium.ID
    /// What its row is in the books.
    public let entry: HonorariumEntry
    /// How far it has come.
    public let state: HonorariumState
    /// The lecture.
    public let assignment: Assignment.ID
    /// Who gave it.
    public let presenter: Presenter.ID
    /// Whom it is owed to.
    public let payee: Payee.ID
    /// The lecture's day.
    public let lectureOn: LocalDate
    /// When it was fixed.
    public let fixedOn: LocalDate
    /// The lecture's programme.
    public let programme: ProgrammeCode
    /// Minutes that are paid for.
    public let billedMinutes: Int
    /// The fee; below zero in a red entry, as all amounts are.
    public let fee: Yen
    /// Travel money to the presenter.
    public let travelToPresenter: Yen
    /// Travel money to carriers and hotels.
    public let travelDirectly: Yen
    /// What is owed before tax.
    public let gross: Yen
    /// Its payment; nil while none holds it.
    public let paid: Paid?

    /// A value with these parts.
    public init(
        id: Honorarium.ID,
        entry: HonorariumEntry,
        state: HonorariumState,
        assignment: Assignment.ID,
        presenter: Presenter.ID,
        payee: Payee.ID,
        lectureOn: LocalDate,
        fixedOn: LocalDate,
        programme: ProgrammeCode,
        billedMinutes: Int,
        fee: Yen,
        travelToPresenter: Yen,
        travelDirectly: Yen,
        gross: Yen,
        paid: Paid?
    ) {
        self.id = id
        self.entry = entry
        self.state = state
        self.assignment = assignment
        self.presenter = presenter
        self.payee = payee
        self.lectureOn = lectureOn
        self.fixedOn = fixedOn
        self.programme = programme
        self.billedMinutes = billedMinutes
        self.fee = fee
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.gross = gross
        self.paid = paid
    }
}
