public import KodanDomain
import KodanStore
import Postgres

/// Payees and what is known of their accounts.
///
/// For coordinators (within their prefectures), accountants, approvers and auditors; presenters read their own.
/// Accounting sees old and new accounts but for their numbers, a payee the last three digits, all others only whether
/// one is there.
public struct ReadPayees: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The payees behind `after`: all, or those whose name holds `name`, or those with an account that waits.
    public func callAsFunction(
        named name: String? = nil,
        onlyWaiting: Bool = false,
        after: Payee.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<PayeeSummary, Payee> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try desk.readingPayees { known in
                try PayeeQueries(desk.session, on: desk.now.date).list(
                    name: name?.normalized,
                    onlyWaiting: onlyWaiting,
                    among: known,
                    after: after,
                    limit: limit.andOneMore
                )
            }
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One payee.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(_ id: Payee.ID, as credential: Credential) async throws -> PayeeDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let found = try desk.readingPayees { known in
                guard known?.contains(id) ?? true else { return nil as PayeeDetail? }
                return try PayeeQueries(desk.session, on: desk.now.date).detail(id)
            }
            guard let found else { throw Refusal.notFound(id.description) }
            let sight = AccountSight(of: try desk.actor.role)
            return PayeeDetail(
                summary: found.summary,
                residency: found.residency,
                postalCode: found.postalCode,
                address: found.address,
                invoiceNumber: found.invoiceNumber,
                accounts: found.accounts.map { $0.seen(with: sight) },
                history: found.history
            )
        }
    }
}

extension Desk {
    /// Runs `body` for those who may read payees, with those whom a limited coordinator may know; staff who see no
    /// account are told that one is there, so theirs is the service's sight.
    fileprivate func readingPayees<T>(_ body: (Set<Payee.ID>?) throws -> T) throws -> T {
        try actor.require(.coordinator, .accountant, .approver, .auditor, .presenter)
        switch try actor.role {
        case .presenter: return try body(nil)
        case .coordinator:
            let known = try LimitsStore(session).payees()
            return try asSystem { try body(known) }
        default: return try asSystem { try body(nil) }
        }
    }
}
