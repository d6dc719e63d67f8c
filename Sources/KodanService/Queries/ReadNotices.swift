import Crypto
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

    /// The notices of `month`, or of all months, behind `after`; all, or those that wait for another after an
    /// objection.
    ///
    /// The oldest stand first, or the newest.
    public func callAsFunction(
        _ month: YearMonth? = nil,
        onlyObjected: Bool = false,
        isNewestFirst: Bool = false,
        after: Notice.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<NoticeSummary, Notice> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let rows = try NoticeStore(desk.session).list(
                month,
                onlyObjected: onlyObjected,
                isNewestFirst: isNewestFirst,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One notice, and the day by which its state goes.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(
        _ id: Notice.ID,
        as credential: Credential
    ) async throws -> (notice: NoticeSummary, on: LocalDate) {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            guard let notice = try NoticeStore(desk.session).notice(id) else {
                throw Refusal.notFound(id.description)
            }
            return (notice, desk.now.date)
        }
    }

    /// What has become since of the payment that a notice tells of: whoever may see the notice may know.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func sequel(of id: Notice.ID, as credential: Credential) async throws -> NoticeSequel {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let notices = NoticeStore(desk.session)
            guard let notice = try notices.notice(id),
                let sequel = try desk.asSystem({ try notices.sequel(of: notice.payment) })
            else { throw Refusal.notFound(id.description) }
            return sequel
        }
    }

    /// The page of a notice as it was issued, HTML to print, made again byte for byte.
    ///
    /// Reading leaves no trace in the record. Refusals: `notFound`, `notice` if what is stored no longer gives what was
    /// issued, `totalsDiffer`, `noTaxRate`.
    public func page(
        of id: Notice.ID,
        as credential: Credential
    ) async throws -> (notice: NoticeSummary, page: [UInt8]) {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.accountant, .approver, .auditor, .presenter)
            let notices = NoticeStore(desk.session)
            guard let notice = try notices.notice(id) else { throw Refusal.notFound(id.description) }
            // Whoever may see the notice may see its page: the lines behind it are staff's.
            return try desk.asSystem {
                guard let payment = try MonthLineStore(desk.session).payment(notice.payment) else {
                    throw Refusal.notFound(id.description)
                }
                let rateIDs = try notices.rateIDs(of: [notice.payment])[notice.payment] ?? []
                let page = try NoticeMaker(desk.session).page(notice, of: payment, rateIDs: rateIDs)
                guard Array(SHA256.hash(data: page)) == notice.sha256 else {
                    throw Refusal.notice(.differs(id))
                }
                return (notice, page)
            }
        }
    }
}
