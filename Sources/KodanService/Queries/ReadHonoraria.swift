public import KodanDomain
import KodanExport
import KodanStore
import Postgres

/// Honoraria: those of a month, a page at a time or all as the list that accounting keeps; and those of all months.
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

    /// The honoraria of all months that answer `question`, behind `after`, paid or not; presenters read their own.
    ///
    /// They begin with the oldest, or with the newest.
    public func callAsFunction(
        _ question: HonorariumQuestion,
        isNewestFirst: Bool = false,
        after: Honorarium.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<HonorariumOverview, Honorarium> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let rows = try HonorariumQueries(desk.session).list(
                question,
                isNewestFirst: isNewestFirst,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One honorarium with the rows of the dated tables that it was computed from; presenters read their own.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(
        _ id: Honorarium.ID,
        as credential: Credential
    ) async throws -> (honorarium: HonorariumDetail, rates: [Rate]) {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            guard let honorarium = try HonorariumQueries(desk.session).detail(id) else {
                throw Refusal.notFound(id.description)
            }
            let store = RateStore(desk.session)
            let keys = Set(honorarium.rateKeys)
            let rates = try RateKind.allCases.flatMap { kind in
                try keys.contains { $0.kind == kind }
                    ? store.rates(of: kind).filter { $0.key.map(keys.contains) ?? false } : []
            }
            return (honorarium, rates)
        }
    }

    /// The list of a closed month (謝金支払一覧), in this form, the same bytes as ``ExportHonorariumList`` writes.
    ///
    /// `misfitCount` says how many characters CP932 does not have, so that others stand in their place. It is spooled
    /// whole and checked against the month's totals before its first byte is handed out. Reading leaves no trace in the
    /// record, unlike an export. Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`; ``FileProblem`` for the
    /// temporary folder.
    public func list(
        _ month: YearMonth,
        _ form: HonorariumListFile = .csv,
        as credential: Credential
    ) async throws -> (file: SpooledFile, misfitCount: Int) {
        let accountCode = office.rules.honorariumAccountCode
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor)
            let closed = try desk.onlyReading(month)
            let spool = try Spool()
            var writer = HonorariumListWriter(try form.form(of: closed), accountCode: accountCode) { bytes in
                try spool.write(bytes)
            }
            guard try writer.write(month, from: desk.session) == closed.totals else {
                throw Refusal.totalsDiffer(month)
            }
            let misfitCount = (writer.list as? HonorariumListCP932)?.misfitCount ?? 0
            return (spool.finished(), misfitCount)
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
