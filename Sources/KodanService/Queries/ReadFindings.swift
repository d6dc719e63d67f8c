public import KodanDomain
import KodanStore
import Postgres

/// What stands out before money goes out.
///
/// For accountants, coordinators (within their prefectures), approvers and auditors.
public struct ReadFindings: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The findings behind `after`: all, or those in `state`.
    ///
    /// They begin with the oldest, or with the newest.
    public func callAsFunction(
        in state: FindingState? = nil,
        isNewestFirst: Bool = false,
        after: Finding.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<FindingEntry, Finding> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .coordinator, .approver, .auditor)
            let rows = try FindingStore(desk.session).list(
                in: state,
                isNewestFirst: isNewestFirst,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One finding.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(_ id: Finding.ID, as credential: Credential) async throws -> FindingEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .coordinator, .approver, .auditor)
            guard let finding = try FindingStore(desk.session).finding(id) else {
                throw Refusal.notFound(id.description)
            }
            return finding
        }
    }
}
