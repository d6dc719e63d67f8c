/// One honorarium of a month as a list shows it (謝金一覧).
public struct HonorariumSummary: Hashable, Sendable {
    /// The honorarium.
    public let id: Honorarium.ID
    /// The payment that pays it.
    public let payment: Payment.ID
    /// The payee.
    public let payee: Payee.ID
    /// The payee's name.
    public let payeeName: String
    /// The lecture.
    public let assignment: Assignment.ID
    /// Its day.
    public let lectureOn: LocalDate
    /// Its programme.
    public let programme: ProgrammeCode
    /// Minutes that are paid for.
    public let billedMinutes: Int
    /// The fee.
    public let fee: Yen
    /// Travel money to the presenter.
    public let travelToPresenter: Yen
    /// Travel money to carriers and hotels.
    public let travelDirectly: Yen
    /// What is owed before tax.
    public let gross: Yen
    /// This honorarium's share of the payment's tax.
    public let taxShare: Yen

    /// A value with these parts.
    public init(
        id: Honorarium.ID,
        payment: Payment.ID,
        payee: Payee.ID,
        payeeName: String,
        assignment: Assignment.ID,
        lectureOn: LocalDate,
        programme: ProgrammeCode,
        billedMinutes: Int,
        fee: Yen,
        travelToPresenter: Yen,
        travelDirectly: Yen,
        gross: Yen,
        taxShare: Yen
    ) {
        self.id = id
        self.payment = payment
        self.payee = payee
        self.payeeName = payeeName
        self.assignment = assignment
        self.lectureOn = lectureOn
        self.programme = programme
        self.billedMinutes = billedMinutes
        self.fee = fee
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.gross = gross
        self.taxShare = taxShare
    }

    /// What is sent for it.
    public var net: Yen { gross - taxShare }
}
