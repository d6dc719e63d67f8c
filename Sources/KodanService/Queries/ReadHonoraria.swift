public import KodanDomain
import KodanStore
import Postgres

/// The honoraria of a month: a page at a time, or all as the CSV that accounting keeps.
///
/// For accountants, approvers and auditors. Refusal: `monthUnknown`.
public struct ReadHonoraria: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The honoraria in the payments of `month` behind `after`.
    public func callAsFunction(
        _ month: YearMonth,
        after: Honorarium.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<HonorariumSummary, Honorarium> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard try PaymentMonthStore(desk.session).month(month) != nil else {
                throw Refusal.monthUnknown(month)
            }
            let rows = try HonorariumQueries(desk.session).list(month, after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// The list of a closed month (謝金支払一覧), the same bytes as ``ExportHonorariumList`` writes.
    ///
    /// It is spooled whole and checked against the month's totals before its first byte is handed out. Reading leaves
    /// no trace in the record, unlike an export. Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`;
    /// ``FileProblem`` for the temporary folder.
    public func list(_ month: YearMonth, as credential: Credential) async throws -> SpooledFile {
        let accountCode = office.rules.honorariumAccountCode
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let closed = try desk.onlyReading(month)
            let spool = try Spool()
            var writer = HonorariumListWriter(accountCode: accountCode) { bytes in try spool.write(bytes) }
            try writer.begin()
            try MonthLineStore(desk.session).forEachReadingAhead(month) { row in try writer.add(row) }
            guard try writer.end() == closed.totals else { throw Refusal.totalsDiffer(month) }
            return spool.finished()
        }
    }
}

extension Desk {
    /// The closed month, without keeping anybody else from it.
    fileprivate func onlyReading(_ month: YearMonth) throws -> PaymentMonth {
        guard let found = try PaymentMonthStore(session).month(month) else {
            throw Refusal.monthUnknown(month)
        }
        guard found.isClosed else { throw Refusal.monthOpen(month) }
        return found
    }
}
