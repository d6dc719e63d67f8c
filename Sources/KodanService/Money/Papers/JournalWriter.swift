import KodanDomain
import KodanExport
import KodanStore

/// Turns the lines of a closed month into journal entries: one for each honorarium, then one for its payment, and one
/// more for what the payment takes back.
///
/// A payment below zero moves no money: what it asks for is a claim on the payee (未収金). What has come back of such
/// claims stands behind all else, so that the numbers of the other entries stay.
struct JournalWriter {
    private let month: YearMonth
    private let write: ([UInt8]) throws -> Void
    private var journal: Journal
    private var tally: MonthTally
    private var pending: [MonthPosting] = []
    private var repaid: [(posting: MonthPosting, day: LocalDate, amount: Yen)] = []

    init(_ month: YearMonth, accounts: JournalAccounts, write: @escaping ([UInt8]) throws -> Void) {
        self.month = month
        self.write = write
        journal = Journal(accounts: accounts)
        tally = MonthTally(month)
    }

    /// Writes the names of the columns.
    func begin() throws { try write(journal.header()) }

    /// Adds a line; those of one payment follow each other.
    mutating func add(_ posting: MonthPosting) throws {
        if let last = pending.last, last.line.payment != posting.line.payment { try writePayment() }
        pending.append(posting)
    }

    /// Writes what is left.
    ///
    /// Throws ``Refusal/totalsDiffer(_:)`` unless the accounts moved by what the month was closed
    /// with: expenses by the gross amount, the bank and what payees owe by the net, the tax by the tax, and nothing is
    /// left owed.
    mutating func end(_ closed: ControlTotals) throws {
        try writePayment()
        for (posting, day, amount) in repaid { try writeRepayment(of: posting, on: day, amount) }
        let moved = { [journal] (role: JournalRole) in journal.balances[role] ?? .zero }
        guard tally.totals == closed, moved(.honoraria) + moved(.travel) == closed.gross,
            moved(.payable) == .zero, moved(.withheld) == -closed.tax,
            moved(.bank) + moved(.receivable) == -closed.net
        else { throw Refusal.totalsDiffer(month) }
    }

    private mutating func writePayment() throws {
        guard let last = pending.last, let payment = MonthPayment(pending.map(\.line)) else { return }
        defer { pending.removeAll(keepingCapacity: true) }
        try tally.count(payment)
        for posting in pending { try writeAccrual(posting) }
        let net = payment.gross - payment.tax
        if net < .zero, let day = last.paidOn { repaid.append((last, day, -net)) }
        let halves = [(payment.owed, 1 as Int64, false), (payment.takenBack, -1, true)]
        for (lines, sign, isReversal) in halves {
            let gross = lines.reduce(Yen.zero) { $0 + $1.gross } * sign
            guard gross > .zero else { continue }
            let tax = lines.reduce(Yen.zero) { $0 + $1.taxShare } * sign
            try write(
                JournalEntry(
                    number: nextNumber,
                    date: net < .zero ? last.line.payOn : last.paidOn ?? last.line.payOn,
                    event: net < .zero ? .claimed(gross: gross, tax: tax) : .paid(gross: gross, tax: tax),
                    isReversal: isReversal,
                    source: last.line.payment.description,
                    payee: last.line.payee.description,
                    payeeName: last.line.payeeName,
                    description: net < .zero
                        ? JournalEntry.claimText(lectures: lines.count)
                        : JournalEntry.paymentText(lectures: lines.count),
                    basis: net < .zero ? .claimed : last.paidOn == nil ? .planned : .paid
                )
            )
        }
    }

    private mutating func writeRepayment(
        of claim: MonthPosting,
        on day: LocalDate,
        _ amount: Yen
    ) throws {
        try write(
            JournalEntry(
                number: nextNumber,
                date: day,
                event: .repaid(amount),
                source: claim.line.payment.description,
                payee: claim.line.payee.description,
                payeeName: claim.line.payeeName,
                description: JournalEntry.repaymentText,
                basis: .paid
            )
        )
    }

    private mutating func writeAccrual(_ posting: MonthPosting) throws {
        let line = posting.line
        // What the body paid to carriers is booked from their invoices.
        guard line.gross != .zero else { return }
        let isReversal = line.entry == .red
        let sign: Int64 = isReversal ? -1 : 1
        try write(
            JournalEntry(
                number: nextNumber,
                date: posting.correctedOn ?? line.fixedOn,
                event: .accrued(fee: line.fee * sign, travel: line.travelToPresenter * sign),
                isReversal: isReversal,
                source: line.honorarium.description,
                payee: line.payee.description,
                payeeName: line.payeeName,
                description: JournalEntry.accrualText(
                    programme: line.programme,
                    title: line.title,
                    host: line.host
                ),
                invoiceNumber: line.invoiceNumber,
                basis: posting.correctedOn == nil ? .fixed : .corrected,
                deductiblePercent: try deductible(posting)
            )
        )
    }

    /// All of the tax for a payee whose registration somebody has looked up; else the share of the lecture date.
    private func deductible(_ posting: MonthPosting) throws(Refusal) -> Int {
        if posting.line.invoiceNumber != nil, posting.line.invoiceNumberChecked { return 100 }
        guard let percent = posting.deductiblePercent else { throw .noTaxRate(posting.line.lectureOn) }
        return percent
    }

    private var nextNumber: String { "\(month)-\(journal.entries + 1)" }

    private mutating func write(_ entry: JournalEntry) throws {
        let rows: [UInt8]
        do throws(JournalRefusal) {
            rows = try journal.rows(of: entry)
        } catch {
            throw Refusal.totalsDiffer(month)
        }
        try write(rows)
    }
}
