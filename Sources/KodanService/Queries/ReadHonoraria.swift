public import KodanDomain
import KodanStore
import Postgres

/// Honoraria, a page at a time: those of a month, and those of all months.
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
}
