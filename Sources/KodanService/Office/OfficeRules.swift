public import KodanDomain

/// What the body decides for itself.
///
/// The defaults are samples; a real office states its own.
public struct OfficeRules: Sendable, Equatable {
    /// The day of the month on which honoraria of the month before are paid; shifted to a bank business day.
    public var payDay = 25
    /// Whether a payment day on a closed day moves to the business day before (else to the one after).
    public var paysBefore = true
    /// How many days a presenter has to answer an offer at most.
    public var offerDays = 5
    /// How many days before the lecture an offer's deadline lies at the latest.
    public var answerDaysBefore = 7
    /// How many days before the lecture materials are sent.
    public var shipDaysBefore = 10
    /// The account of the body's books under which lists show honoraria; empty if the books name none.
    public var honorariumAccountCode = ""

    /// How payment notices are confirmed.
    public var noticeConfirmation = NoticeConfirmationMode.unlessObjected
    /// How many days after its day a notice may be answered.
    public var noticeConfirmDays = 14

    /// The code of the rank of a presenter for whom none is stated.
    public var startingRank = "standard"

    /// When a lecture without a payment stands out.
    public var lateness = LatenessRule.standard
    /// What a journey to a lecture is estimated to cost when its request is approved.
    public var budgetTravelEstimate = Yen(10_000)
    /// What becomes of a request that would exceed its budget.
    public var budgetExcess = BudgetExcessRule.warn
    /// Whether consumption tax that the payee's document shows apart stays out of the 50,000 yen from which on a payment
    /// record is due.
    public var recordsJudgeWithoutSeparateTax = true

    /// The sample rules.
    public init() {}
}
