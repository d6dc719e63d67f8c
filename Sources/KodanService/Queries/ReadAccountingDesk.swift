public import KodanDomain
import KodanStore
import Postgres

/// What waits for the people who prepare, approve and check payments, and how far one month has come.
///
/// For accountants, approvers and auditors.
public struct ReadAccountingDesk: Sendable {
    /// How many months the desk shows.
    public static let months = 12

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The desk.
    public func callAsFunction(as credential: Credential) async throws -> AccountingDesk {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let actor = try desk.actor
            try actor.require(.accountant, .approver, .auditor)
            // Counts alone leave: accounts themselves are not the auditor's to see.
            return try desk.asSystem {
                try AccountingDeskQueries(desk.session).desk(of: actor.user, limit: ReadAccountingDesk.months)
            }
        }
    }

    /// How far `month` has come; nil if it was never opened.
    public func work(of month: YearMonth, as credential: Credential) async throws -> MonthWork? {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let actor = try desk.actor
            try actor.require(.accountant, .approver, .auditor)
            return try desk.asSystem {
                try AccountingDeskQueries(desk.session).work(of: month, for: actor.user)
            }
        }
    }
}
