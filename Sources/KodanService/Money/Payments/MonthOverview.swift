public import KodanDomain
import KodanStore
import Postgres

/// The payment months, newest first, with their states and totals.
///
/// For accountants, approvers and auditors.
public struct MonthOverview: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// How many months a page may have.
    public static let limits = 1...120

    /// At most `limit` months, within ``limits``, before `before`, or from the newest on.
    public func callAsFunction(
        before: YearMonth? = nil,
        limit: Int = 24,
        as credential: Credential
    ) async throws -> MonthPart {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let limit = min(max(limit, MonthOverview.limits.lowerBound), MonthOverview.limits.upperBound)
            let months = try PaymentMonthStore(desk.session).months(before: before, limit: limit + 1)
            let shown = Array(months.prefix(limit))
            return MonthPart(months: shown, next: months.count > limit ? shown.last?.month : nil)
        }
    }
}

/// A part of the list of months.
public struct MonthPart: Sendable, Equatable {
    /// The months, newest first.
    public let months: [PaymentMonth]
    /// Before which month the next page begins; nil on the last one.
    public let next: YearMonth?
}
