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

    /// At most `limit` months (1 to 120) before `before`, or from the newest on.
    public func callAsFunction(
        before: YearMonth? = nil,
        limit: Int = 24,
        as credential: Credential
    ) async throws -> [PaymentMonth] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let limit = min(max(limit, 1), 120)
            return try PaymentMonthStore(desk.session).months(before: before, limit: limit)
        }
    }
}
