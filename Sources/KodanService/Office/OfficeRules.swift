public import KodanDomain
public import KodanMatching

/// What the body decides for itself.
///
/// The defaults are samples; a real office states its own.
public struct OfficeRules: Sendable, Equatable {
    /// The day of the month on which honoraria of the month before are paid; shifted to a bank business day.
    public var payDay = 25
    /// Whether a payment day on a closed day moves to the business day before (else to the one after).
    public var paysBefore = true
    /// How fast offers want answers, and how many are asked at once.
    public var pace = OfferPace.standard
    /// What journeys cost about; nil where the office keeps no table of fares, and then none is estimated.
    public var fares: FareTable?
    /// How long changes of date or venue wait for answers.
    public var changePace = OfferPace.changes
    /// What speaks against a choice when requests are matched, wherever they are: at night, on a page, by a command.
    public var weights = CostWeights.standard
    /// When offers of the nightly match go out.
    public var offersGoOut = OffersGoOut.released
    /// The hour of the day in Japan from which the nightly match is made, 0 to 23.
    public var nightlyMatchHour = 2
    /// When both sides are asked what, and when it comes up on the desk.
    public var followUp = FollowUpRules()
    /// How many days before the lecture materials leave: printed ones by where it is held, links to digital ones.
    public var shipping = ShippingTable.standard
    /// For so many days after the lecture a link to a material serves.
    public var materialLinkDays = 14
    /// So often a link to a material may be used.
    public var materialLinkUses = 20
    /// The account of the body's books under which lists show honoraria; empty if the books name none.
    public var honorariumAccountCode = ""

    /// How banks shorten legal forms in the names of holders of accounts.
    public var abbreviations = CorporateAbbreviations.none
    /// How payment notices are confirmed.
    public var noticeConfirmation = NoticeConfirmationMode.unlessObjected
    /// How many days after its day a notice may be answered.
    public var noticeConfirmDays = 14

    /// The code of the rank of a presenter for whom none is stated.
    public var startingRank = "standard"

    /// On which day an honorarium becomes fixed: it decides the year of payment records and what is accrued.
    public var fixedDay = FixedDay.attested
    /// When a lecture without a payment stands out.
    public var lateness = LatenessRule.standard
    /// What a journey to a lecture is estimated to cost when its request is approved.
    public var budgetTravelEstimate = Yen(10_000)
    /// What becomes of a request that would exceed its budget.
    public var budgetExcess = BudgetExcessRule.warn
    /// Whether consumption tax that the payee's document shows apart stays out of the 50,000 yen from which on a
    /// payment record is due.
    public var recordsJudgeWithoutSeparateTax = true
    /// When a request that nobody goes on with ends by itself; nil: never.
    public var lapse: LapseRule? = .standard
    /// For how long names are kept after the last thing that concerned somebody; nil: until an administrator takes them
    /// away.
    public var retention = Retention(years: 5)

    /// The sample rules.
    public init() {}
}

/// When offers that a nightly match proposes go out.
public enum OffersGoOut: String, Sendable, CaseIterable {
    /// They wait until a coordinator sends them.
    case released
    /// The worker sends them.
    case atOnce = "at_once"
}

/// When both sides of a lecture are asked something, and when a missing answer comes up on the desk.
public struct FollowUpRules: Sendable, Equatable {
    /// How many days before the lecture both sides are asked to confirm again.
    public var reconfirmDaysBefore = 14
    /// How many days before it a missing reconfirmation comes up on the desk.
    public var reconfirmDueDays = 7
    /// How many days lie between a question and each reminder.
    public var reminderDays = 3
    /// How often is reminded before the desk takes over; none if 0.
    public var reminders = 2

    /// The sample rules.
    public init() {}
}
