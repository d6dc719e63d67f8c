public import KodanDomain
import KodanStore
import Postgres

/// Which files left the house: lists, journals, slips, notices, records, searches.
///
/// For accountants, approvers and auditors. Bank files have rows of their own (``ReadTransferFiles``).
public struct ReadExports: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The files behind `after`, of this kind and month where they are named; the oldest stand first, or the newest.
    public func callAsFunction(
        _ kind: ExportKind? = nil,
        of month: YearMonth? = nil,
        isNewestFirst: Bool = false,
        after: ExportRun.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<ExportEntry, ExportRun> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let rows = try ExportQueries(desk.session).list(
                kind,
                of: month,
                isNewestFirst: isNewestFirst,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// The files of a year's payment records, in order of their number; at most 99.
    public func recordFiles(
        of year: CalendarYear,
        as credential: Credential
    ) async throws -> [RecordFileEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            return try ExportQueries(desk.session).recordFiles(of: year)
        }
    }
}
