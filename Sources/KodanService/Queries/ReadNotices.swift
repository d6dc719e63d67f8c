public import KodanDomain
import KodanStore
import Postgres

/// Payment notices and what became of them.
///
/// For accountants, approvers and auditors; presenters see their own.
public struct ReadNotices: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The notices of `month`, or of all months, behind `after`.
    public func callAsFunction(
        _ month: YearMonth? = nil,
        after: Notice.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<NoticeSummary, Notice> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let rows = try NoticeStore(desk.session).list(month, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}
