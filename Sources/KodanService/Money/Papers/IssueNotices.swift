import Crypto
public import KodanDomain
import KodanStore
import Postgres

/// The notices of a month that lie in their folder.
public struct IssuedNotices: Sendable, Equatable {
    /// How many were made for the first time.
    public let issued: Int
    /// Of how many of these somebody is told by mail; the others are to be handed over.
    public let told: Int
    /// How many were there before and were made again, byte for byte.
    public let repeated: Int
    /// The last day for an answer to the new ones.
    public let confirmBy: LocalDate
    /// Their totals, which are those of the closed month.
    public let totals: ControlTotals
}

/// Writes a closed month's payment notices (支払通知書), one for each payee, as HTML to print:
/// `notice-2026-06-pmt-12.html`.
///
/// Whoever is paid is told of a new one by mail, in the same transaction: the period after which silence counts as
/// consent begins on that day. A notice is issued once; made again it has the same bytes, whatever the payee and the
/// body are called by then. All are put in place or none. For an accountant. Refusals: `monthUnknown`, `monthOpen`,
/// `totalsDiffer`, `noTaxRate`, `notice`; ``FileProblem`` for the folder.
public struct IssueNotices: Sendable {
    /// How many files are made before they are put in place together.
    private static let batch = 100

    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the notices of `month` in `folder`; new ones bear the present day and name `body` as payer.
    public func callAsFunction(
        _ month: YearMonth,
        to folder: String,
        by body: OfficeBody,
        as credential: Credential
    ) async throws -> IssuedNotices {
        let rules = office.rules
        return try await office.transaction(as: credential) { desk, placed in
            try desk.actor.require(.accountant)
            let closed = try desk.closed(month)
            var run = try NoticeRun(desk: desk, rules: rules, body: body, folder: folder, placed: placed)
            var tally = MonthTally(month)
            var pending: [MonthPayment] = []
            try MonthLineStore(desk.session).forEachPayment(month) { payment in
                try tally.count(payment)
                pending.append(payment)
                guard pending.count == IssueNotices.batch else { return }
                try run.make(pending)
                pending.removeAll(keepingCapacity: true)
            }
            try run.make(pending)
            guard tally.totals == closed.totals else { throw Refusal.totalsDiffer(month) }
            try run.record(month)
            return IssuedNotices(
                issued: run.issued,
                told: run.told,
                repeated: run.repeated,
                confirmBy: run.confirmBy,
                totals: tally.totals
            )
        }
    }
}

/// One making of notices.
struct NoticeRun {
    let confirmBy: LocalDate
    private let desk: Desk
    private let rules: OfficeRules
    private let body: OfficeBody
    private let folder: String
    private let placed: PlacedFiles
    private let maker: NoticeMaker
    private let notices: NoticeStore
    private var digest = SHA256()
    private var byteCount = 0

    /// How many were made for the first time.
    private(set) var issued = 0
    /// Of how many of these somebody is told by mail.
    private(set) var told = 0
    /// How many were made again.
    private(set) var repeated = 0

    init(desk: Desk, rules: OfficeRules, body: OfficeBody, folder: String, placed: PlacedFiles) throws {
        self.desk = desk
        self.rules = rules
        self.body = body
        self.folder = folder
        self.placed = placed
        maker = try NoticeMaker(desk.session)
        notices = NoticeStore(desk.session)
        confirmBy = desk.now.date.adding(days: rules.noticeConfirmDays)
    }

    /// Makes the notices of these payments: those that were issued before again, the others for the first time.
    mutating func make(_ payments: [MonthPayment]) throws {
        let ids = payments.map(\.first.payment)
        let known = try notices.newest(of: ids)
        var keys = try desk.session.keys(of: .notice, count: ids.count - known.count, as: Notice.self)[...]
        let entries: [(MonthPayment, NoticeSummary)] = payments.compactMap { payment in
            if let notice = known[payment.first.payment] { return (payment, notice) }
            return keys.popFirst().map { key in
                let heading = NoticeHeading(name: payment.first.payeeName, number: payment.invoiceNumber)
                return (payment, draft(key, of: payment, heading))
            }
        }
        try make(entries)
    }

    /// Makes these notices; one that has a SHA-256 was issued before and must have it again.
    mutating func make(_ entries: [(MonthPayment, NoticeSummary)]) throws {
        let rateIDs = try notices.rateIDs(of: entries.map(\.0.first.payment))
        var files: [AtomicFile] = []
        var fresh: [NoticeSummary] = []
        var byteCounts: [Int] = []
        for (payment, notice) in entries {
            let ids = rateIDs[payment.first.payment] ?? []
            let file = try AtomicFile(folder: folder, name: notice.fileName)
            try file.write(try maker.page(notice, of: payment, rateIDs: ids))
            let sha256 = try file.verified { _ in }
            files.append(file)
            byteCount += file.byteCount
            digest.update(data: Array("\(sha256.hexadecimal)  \(file.name)\n".utf8))
            guard notice.sha256.isEmpty else {
                guard notice.sha256 == sha256 else { throw Refusal.notice(.differs(notice.id)) }
                repeated += 1
                continue
            }
            var made = notice
            made.sha256 = sha256
            fresh.append(made)
            byteCounts.append(file.byteCount)
        }
        let addressees = try desk.addressees(of: fresh)
        for index in fresh.indices where addressees[fresh[index].payment] != nil {
            fresh[index].toldAt = desk.now
        }
        try notices.add(fresh, byteCounts: byteCounts, by: desk.actor.user, at: desk.now)
        try desk.record("payment_notice.issued", each: fresh.map(\.id))
        try desk.tell(addressees, of: fresh)
        issued += fresh.count
        told += fresh.count { $0.toldAt != nil }
        for file in files { try placed.place(file) }
    }

    /// A notice that is about to be issued.
    func draft(
        _ id: Notice.ID,
        of payment: MonthPayment,
        _ heading: NoticeHeading,
        replacing replaced: Notice.ID? = nil
    ) -> NoticeSummary {
        let suffix = replaced == nil ? "" : "-\(id)"
        return NoticeSummary(
            id: id,
            payment: payment.first.payment,
            payee: payment.first.payee,
            replaces: replaced,
            payeeName: heading.name,
            invoiceNumber: heading.number,
            bodyName: body.name,
            bodyContact: body.contact,
            issuedOn: desk.now.date,
            confirmation: rules.noticeConfirmation,
            confirmBy: confirmBy,
            fileName: "notice-\(payment.first.payOn.yearMonth)-\(payment.first.payment)\(suffix).html"
        )
    }

    /// Notes the run: the SHA-256 is that of the list of all files, as `sha256sum` prints it.
    func record(_ month: YearMonth) throws {
        let file = WrittenFile(
            name: "notice-\(month)-*.html",
            byteCount: byteCount,
            sha256: Array(digest.finalize())
        )
        try ExportRunStore(desk.session).add(
            file,
            .paymentNotices,
            of: .month(month),
            by: desk.actor.user,
            at: desk.now
        )
    }
}

/// Whom a notice is for.
struct NoticeHeading {
    let name: String
    let number: String?
}
