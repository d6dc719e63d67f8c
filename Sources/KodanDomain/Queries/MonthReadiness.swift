/// What an approver looks at before a month closes.
public enum MonthCheck: String, Sendable, CaseIterable {
    /// The month is closed already.
    case closedAlready = "closed_already"
    /// Drafts that nobody has handed to the approver.
    case drafts
    /// Payments that wait for approval.
    case submitted
    /// No payment is there.
    case nothingToPay = "nothing_to_pay"
    /// Honoraria of lectures before the month that no payment holds.
    case unpaidHonoraria = "unpaid_honoraria"
    /// Attested lectures before the month whose honorarium nobody has calculated.
    case uncalculatedLectures = "uncalculated_lectures"
    /// Open findings that keep money back.
    case blockingFindings = "blocking_findings"
    /// Open findings that warn.
    case warningFindings = "warning_findings"
    /// The day on which the bank is to pay has passed: the bank file wants a later one.
    case payDayPassed = "pay_day_passed"

    /// Whether the month cannot close before it is gone; the others are told and decide nothing.
    public var isObstacle: Bool {
        switch self {
        case .closedAlready, .drafts, .submitted, .nothingToPay: true
        case .unpaidHonoraria, .uncalculatedLectures, .blockingFindings, .warningFindings, .payDayPassed:
            false
        }
    }
}

/// A check that is not satisfied.
public struct MonthConcern: Hashable, Sendable {
    /// Which one.
    public let check: MonthCheck
    /// How many things it is about; 1 where it is about the month itself.
    public let count: Int

    /// A concern.
    public init(_ check: MonthCheck, count: Int) {
        self.check = check
        self.count = count
    }
}

/// Whether a month may close, and what a person should look at first.
public struct MonthReadiness: Hashable, Sendable {
    /// The month.
    public let month: PaymentMonth
    /// What is not as it should be, in the order of ``MonthCheck``.
    public let concerns: [MonthConcern]

    /// Whether nothing keeps it from closing.
    public var mayClose: Bool { !concerns.contains { $0.check.isObstacle } }

    /// Counts of each check; those of zero are no concern.
    public init(month: PaymentMonth, counts: [MonthCheck: Int]) {
        self.month = month
        concerns = MonthCheck.allCases.compactMap { check in
            guard let count = counts[check], count > 0 else { return nil }
            return MonthConcern(check, count: count)
        }
    }
}
