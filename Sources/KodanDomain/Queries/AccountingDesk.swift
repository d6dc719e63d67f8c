/// What waits for the people who prepare, approve and check payments.
public struct AccountingDesk: Hashable, Sendable {
    /// The newest months, newest first.
    public let months: [MonthWork]
    /// Open findings that keep money back.
    public let blocking: Int
    /// Open findings that warn.
    public let warning: Int
    /// Accounts that wait for a confirmation.
    public let accounts: Int
    /// Notices that their payees objected to, and that nobody has replaced.
    public let objections: Int

    /// A desk.
    public init(months: [MonthWork], blocking: Int, warning: Int, accounts: Int, objections: Int) {
        self.months = months
        self.blocking = blocking
        self.warning = warning
        self.accounts = accounts
        self.objections = objections
    }

    /// The month that is prepared next: the open one, or else the one after the newest, but never one before `today`.
    public func nextMonth(on today: LocalDate) -> YearMonth {
        if let open = months.first(where: { !$0.isClosed }) { return open.month }
        guard let newest = months.first?.month else { return today.yearMonth }
        return max(newest.next, today.yearMonth)
    }
}

/// How far a month's payments have come, as counts of payments; one kind of payment may wait while others are done.
public struct MonthWork: Hashable, Sendable {
    /// The month.
    public let month: YearMonth
    /// The day on which the bank pays.
    public let payOn: LocalDate
    /// Whether it is closed.
    public let isClosed: Bool
    /// Payments that nobody has submitted.
    public let drafts: Int
    /// Those of them that an accountant or an approver took back, and that still wait to be put right.
    public let sentBack: Int
    /// Payments that wait for approval.
    public let submitted: Int
    /// Tells what waits for approval from any other such: which payments, submitted when, and to which accounts they
    /// would go, as far as the reader sees accounts; empty if nothing waits.
    public let submittedMark: String
    /// Those of them that would go to another account than their payee was last paid to, in order of key; none for who
    /// sees no account.
    public let moved: [Payment.ID]
    /// Those of them that the asker prepared or would receive, and may not approve.
    public let own: Int
    /// Approved payments of an open month.
    public let approved: Int
    /// Payments of a closed month that no bank file holds yet.
    public let unsent: Int
    /// Payments for which the bank has not answered.
    public let sent: Int
    /// Payments that the bank returned and nobody has sent again.
    public let returned: Int
    /// Those of them that would go again to the very account that they came back from; none for who sees no account.
    public let unchanged: Int
    /// Payments of a closed month that have no notice.
    public let unnoticed: Int
    /// Payments of a closed month that ask the payee for money which has not come back.
    public let claims: Int

    /// A month's work.
    public init(
        month: YearMonth,
        payOn: LocalDate,
        isClosed: Bool,
        drafts: Int,
        sentBack: Int = 0,
        submitted: Int,
        submittedMark: String = "",
        moved: [Payment.ID] = [],
        own: Int,
        approved: Int,
        unsent: Int,
        sent: Int,
        returned: Int,
        unchanged: Int = 0,
        unnoticed: Int,
        claims: Int
    ) {
        self.month = month
        self.payOn = payOn
        self.isClosed = isClosed
        self.drafts = drafts
        self.sentBack = sentBack
        self.submitted = submitted
        self.submittedMark = submittedMark
        self.moved = moved
        self.own = own
        self.approved = approved
        self.unsent = unsent
        self.sent = sent
        self.returned = returned
        self.unchanged = unchanged
        self.unnoticed = unnoticed
        self.claims = claims
    }

    /// What is done next.
    public var stage: MonthStage {
        guard isClosed else {
            if drafts > 0 { return .toSubmit }
            if submitted > 0 { return .toApprove }
            return approved > 0 ? .toClose : .toPrepare
        }
        if unsent > 0 { return .toExport }
        if returned > 0 { return .toRetry }
        if sent > 0 { return .toSettle }
        if unnoticed > 0 { return .toNotify }
        return claims > 0 ? .toCollect : .done
    }
}

/// What is done next about a month.
public enum MonthStage: String, Sendable, CaseIterable {
    /// An accountant puts its payments together.
    case toPrepare = "to_prepare"
    /// An accountant hands its drafts to the approver.
    case toSubmit = "to_submit"
    /// An approver approves.
    case toApprove = "to_approve"
    /// An approver closes it.
    case toClose = "to_close"
    /// An accountant makes the bank file.
    case toExport = "to_export"
    /// An accountant sends again what the bank returned.
    case toRetry = "to_retry"
    /// An accountant records the bank's answer.
    case toSettle = "to_settle"
    /// An accountant issues the notices.
    case toNotify = "to_notify"
    /// An accountant watches for what payees owe back.
    case toCollect = "to_collect"
    /// Nothing.
    case done

    /// Who does it; nil where nothing is to be done.
    public var holder: Role? {
        switch self {
        case .toPrepare, .toSubmit, .toExport, .toRetry, .toNotify, .toSettle, .toCollect: .accountant
        case .toApprove, .toClose: .approver
        case .done: nil
        }
    }
}
