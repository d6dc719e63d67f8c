public import KodanDomain
import KodanStore
import Postgres

/// A month and a page of its payments.
public struct MonthPage: Sendable, Equatable {
    /// The month.
    public let month: PaymentMonth
    /// Payments, smaller keys first.
    public let payments: [PaymentSummary]
    /// Where the next page begins: the last key of this one; nil if this is the last.
    public let next: Payment.ID?
}

/// One payment month with its payments, a page at a time.
///
/// For accountants, approvers and auditors. Refusal: `monthUnknown`.
public struct ReadMonth: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The page behind the payment `after`, with at most `limit` payments (1 to 500).
    public func callAsFunction(
        _ month: YearMonth,
        after: Payment.ID? = nil,
        limit: Int = 100,
        as credential: Credential
    ) async throws -> MonthPage {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let limit = min(max(limit, 1), 500)
            guard let found = try PaymentMonthStore(desk.session).month(month) else {
                throw Refusal.monthUnknown(month)
            }
            let rows = try PaymentQueries(desk.session).list(
                PaymentQuestion(month: month),
                after: after,
                limit: limit + 1
            )
            let page = Page(rows, limit: limit, key: \.id)
            return MonthPage(month: found, payments: page.items, next: page.next)
        }
    }
}
