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
            guard let readiness = try desk.readiness(of: month) else { throw Refusal.monthUnknown(month) }
            return readiness
        }
    }
}

extension Desk {
    /// What keeps `month` from closing; nil if it was never opened.
    func readiness(of month: YearMonth) throws -> MonthReadiness? {
        guard let found = try PaymentMonthStore(session).month(month) else { return nil }
        guard !found.isClosed else { return MonthReadiness(month: found, counts: [.closedAlready: 1]) }
        var counts = try ReadinessQueries(session).counts(before: month)
        if found.totals.payments == 0 { counts[.nothingToPay] = 1 }
        if found.payOn < now.date { counts[.payDayPassed] = 1 }
        return MonthReadiness(month: found, counts: counts)
    }
}
