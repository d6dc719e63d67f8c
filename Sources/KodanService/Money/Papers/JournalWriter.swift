import KodanDomain
import KodanExport
import KodanStore

/// Turns the lines of a closed month into journal entries: one for each honorarium, then one for its payment, and one
/// more for what the payment takes back.
///
/// A payment below zero moves no money: what it asks for is a claim on the payee (未収金). What has come back of such
/// claims stands behind all else, by day, so that the numbers of the other entries stay; so do transfers that came back
/// after the bank had paid them (組戻し), which turn the payment around on that day, and their payment once more.
struct JournalWriter {
    private let month: YearMonth
    private let write: ([UInt8]) throws -> Void
    private var journal: Journal
    private var tally: MonthTally
    private var pending: [MonthPosting] = []
    private var later: [(day: LocalDate, event: Later)] = []
    /// What came back and is owed again.
    private var owedAgain = (gross: Yen.zero, tax: Yen.zero)

    /// What happened to a payment that was booked.
    private enum Later {
        case repaid(MonthPosting, Yen)
        case cameBack(MonthPayment)
        case paidAgain(MonthPayment)
    }

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
    /// left owed but what came back.
    mutating func end(_ closed: ControlTotals) throws {
        try writePayment()
        // Of one day, as they were found.
        let ordered = later.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
        for (day, event) in ordered.map(\.element) { try write(event, on: day) }
        let moved = { [journal] (role: JournalRole) in journal.balances[role] ?? .zero }
        let net = closed.net - (owedAgain.gross - owedAgain.tax)
        guard tally.totals == closed, moved(.honoraria) + moved(.travel) == closed.gross,
            moved(.payable) == -owedAgain.gross, moved(.withheld) == owedAgain.tax - closed.tax,
            moved(.bank) + moved(.receivable) == -net
        else { throw Refusal.totalsDiffer(month) }
    }

    private mutating func writePayment() throws {
        guard let last = pending.last, let payment = MonthPayment(pending.map(\.line)) else { return }
        defer { pending.removeAll(keepingCapacity: true) }
        try tally.count(payment)
        for posting in pending { try writeAccrual(posting) }
        let net = payment.gross - payment.tax
        if net < .zero {
            if let day = last.paidOn { later.append((day, .repaid(last, -net))) }
            return try write(payment, on: payment.first.payOn, .claimed)
        }
        let first = last.cameBack.first?.paidOn ?? last.paidOn
        try write(payment, on: first ?? payment.first.payOn, first == nil ? .planned : .paid)
        for (index, back) in last.cameBack.enumerated() {
            later.append((back.day, .cameBack(payment)))
            let rest = last.cameBack.dropFirst(index + 1)
            if let again = rest.first?.paidOn ?? last.paidOn {
                later.append((again, .paidAgain(payment)))
            } else {
                owedAgain.gross += payment.gross
                owedAgain.tax += payment.tax
            }
        }
    }

    /// Writes a payment, and what it takes back; turned around where it came back.
    private mutating func write(
        _ payment: MonthPayment,
        on day: LocalDate,
        _ basis: JournalEntry.Basis,
        isAgain: Bool = false
    ) throws {
        let isBack = basis == .cameBack
        let halves = [(payment.owed, 1 as Int64, isBack), (payment.takenBack, -1, !isBack)]
        for (lines, sign, isReversal) in halves {
            let gross = lines.reduce(Yen.zero) { $0 + $1.gross } * sign
            guard gross > .zero else { continue }
            let tax = lines.reduce(Yen.zero) { $0 + $1.taxShare } * sign
            try write(
                JournalEntry(
                    number: nextNumber,
                    date: day,
                    event: basis == .claimed
                        ? .claimed(gross: gross, tax: tax) : .paid(gross: gross, tax: tax),
                    isReversal: isReversal,
                    source: payment.first.payment.description,
                    payee: payment.first.payee.description,
                    payeeName: payment.first.payeeName,
                    description: JournalWriter.description(of: lines.count, basis, isAgain: isAgain),
                    basis: basis
                )
            )
        }
    }

    private static func description(
        of lectures: Int,
        _ basis: JournalEntry.Basis,
        isAgain: Bool
    ) -> String {
        switch basis {
        case .claimed: JournalEntry.claimText(lectures: lectures)
        case .cameBack: JournalEntry.cameBackText(lectures: lectures)
        default:
            isAgain
                ? JournalEntry.paidAgainText(lectures: lectures)
                : JournalEntry.paymentText(lectures: lectures)
        }
    }

    private mutating func write(_ event: Later, on day: LocalDate) throws {
        switch event {
        case .repaid(let claim, let amount): try writeRepayment(of: claim, on: day, amount)
        case .cameBack(let payment): try write(payment, on: day, .cameBack)
        case .paidAgain(let payment): try write(payment, on: day, .paid, isAgain: true)
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
        let stood = try posting.stood.map { try accrual(of: $0, posting) }
        if let stood, stood.fee + stood.travel != .zero {
            // The year ended with what was owed then; its correction is an affair of the next one.
            try write(stood, posting, on: line.fixedOn, .fixed)
            try write(stood, posting, on: posting.stood?.until ?? line.fixedOn, .corrected, isReversal: true)
        }
        // What the body paid to carriers is booked from their invoices.
        guard line.gross != .zero else { return }
        let sign: Int64 = line.entry == .red ? -1 : 1
        let owed = Accrual(
            honorarium: line.honorarium,
            payee: line.payee,
            payeeName: line.payeeName,
            fee: line.fee * sign,
            travel: line.travelToPresenter * sign,
            invoiceNumber: line.invoiceNumber,
            deductible: try deductible(posting, line.invoiceNumber, isChecked: line.invoiceNumberChecked)
        )
        let corrected = posting.correctedOn ?? posting.stood?.until
        try write(
            owed,
            posting,
            on: corrected ?? line.fixedOn,
            corrected == nil ? .fixed : .corrected,
            isReversal: line.entry == .red
        )
    }

    /// What an accrual says of one honorarium.
    private struct Accrual {
        let honorarium: Honorarium.ID
        let payee: Payee.ID
        let payeeName: String
        let fee: Yen
        let travel: Yen
        let invoiceNumber: String?
        let deductible: Int
    }

    private func accrual(of stood: MonthPosting.Stood, _ posting: MonthPosting) throws -> Accrual {
        Accrual(
            honorarium: stood.honorarium,
            payee: stood.payee,
            payeeName: stood.payeeName,
            fee: stood.fee,
            travel: stood.travelToPresenter,
            invoiceNumber: stood.invoiceNumber,
            deductible: try deductible(posting, stood.invoiceNumber, isChecked: stood.invoiceNumberChecked)
        )
    }

    private mutating func write(
        _ accrual: Accrual,
        _ posting: MonthPosting,
        on day: LocalDate,
        _ basis: JournalEntry.Basis,
        isReversal: Bool = false
    ) throws {
        try write(
            JournalEntry(
                number: nextNumber,
                date: day,
                event: .accrued(fee: accrual.fee, travel: accrual.travel),
                isReversal: isReversal,
                source: accrual.honorarium.description,
                payee: accrual.payee.description,
                payeeName: accrual.payeeName,
                description: JournalEntry.accrualText(
                    programme: posting.line.programme,
                    title: posting.line.title,
                    host: posting.line.host
                ),
                invoiceNumber: accrual.invoiceNumber,
                basis: basis,
                deductiblePercent: accrual.deductible
            )
        )
    }

    /// All of the tax for a payee whose registration somebody has looked up; else the share of the lecture date.
    private func deductible(
        _ posting: MonthPosting,
        _ invoiceNumber: String?,
        isChecked: Bool
    ) throws(Refusal) -> Int {
        if invoiceNumber != nil, isChecked { return 100 }
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
