public import KodanDomain
import KodanStore
import Postgres

/// How far one month has come, all of one moment.
public struct MonthProgress: Sendable, Equatable {
    /// How many findings are part of it.
    public static let findingLimit = 20

    /// Its payments by what is done next.
    public let work: MonthWork
    /// What keeps it from closing.
    public let readiness: MonthReadiness
    /// The oldest open findings while it is open.
    public let findings: [FindingEntry]
}

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
                try AccountingDeskQueries(desk.session).desk(
                    of: actor.user,
                    at: desk.now,
                    limit: ReadAccountingDesk.months
                )
            }
        }
    }

    /// How far `month` has come; nil if it was never opened.
    public func progress(of month: YearMonth, as credential: Credential) async throws -> MonthProgress? {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            let actor = try desk.actor
            try actor.require(.accountant, .approver, .auditor)
            let queries = AccountingDeskQueries(desk.session)
            guard let work = try queries.work(of: month, for: actor.user, at: desk.now),
                let readiness = try desk.readiness(of: month)
            else { return nil }
            let limit = MonthProgress.findingLimit
            let findings =
                try work.isClosed ? [] : FindingStore(desk.session).list(in: .open, after: nil, limit: limit)
            return MonthProgress(work: work, readiness: readiness, findings: findings)
        }
    }
}
