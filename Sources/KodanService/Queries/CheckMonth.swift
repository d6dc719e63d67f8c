public import KodanDomain
import KodanStore
import Postgres

/// Looks at what keeps a month from closing, and at what a person should see before it closes.
///
/// For accountants, approvers and auditors; it changes nothing. Refusal: `monthUnknown`.
public struct CheckMonth: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// How `month` stands.
    public func callAsFunction(_ month: YearMonth, as credential: Credential) async throws -> MonthReadiness {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard let found = try PaymentMonthStore(desk.session).month(month) else {
                throw Refusal.monthUnknown(month)
            }
            guard !found.isClosed else {
                return MonthReadiness(month: found, counts: [.closedAlready: 1])
            }
            var counts = try ReadinessQueries(desk.session).counts(before: month)
            if found.totals.payments == 0 { counts[.nothingToPay] = 1 }
            return MonthReadiness(month: found, counts: counts)
        }
    }
}
