import CSV
public import KodanDomain
import KodanExport
public import KodanService
import KodanStore
import Postgres

/// What became of a request, as the report counts it.
public enum RequestOutcome: String, Sendable, CaseIterable {
    /// The lecture was held.
    case held
    /// Nobody was found, with a reason.
    case unmatched
    /// A coordinator refused it.
    case rejected
    /// It was called off.
    case cancelled
    /// It was to be held, and was not.
    case notHeld = "not held"
    /// It is still under way.
    case open

    init(_ state: RequestState) {
        switch state {
        case .held, .attested, .closed: self = .held
        case .unmatched: self = .unmatched
        case .rejected: self = .rejected
        case .cancelled: self = .cancelled
        case .notHeld: self = .notHeld
        case .draft, .submitted, .screening, .returned, .approved, .matched, .offered, .assigned: self = .open
        }
    }
}

/// A closed month as the ledger has it, and what its two files say.
public struct DemoMonth: Sendable, Equatable {
    /// The month of the payment.
    public let month: YearMonth
    /// The day on which the bank pays.
    public let payOn: LocalDate
    /// The ledger's totals; base is not compared.
    public let ledger: ControlTotals
    /// What the list adds up to.
    public let list: ListTotals
    /// The transfers of the bank file and their sum.
    public let transfers: Int
    /// The sum of the bank file.
    public let transferred: Yen

    /// Whether ledger, list and bank file agree.
    public var agrees: Bool {
        let wanted = ListTotals(
            payees: ledger.payees,
            payments: ledger.payments,
            lines: ledger.lines,
            gross: ledger.gross,
            tax: ledger.tax,
            net: ledger.net
        )
        return list == wanted && transfers == ledger.payments && transferred == ledger.net
    }
}

/// The figures of the demo's year.
public struct DemoReport: Sendable {
    /// Programmes, requests and mishaps.
    public let year: YearReport
    /// The payment months, oldest first.
    public let months: [DemoMonth]
    /// The path of the first file that does not agree with the ledger; nil if all do.
    public let disagreeing: String?

    /// Reads the ledger and each month's files again; files that are gone are made again, the same.
    init(
        database: DemoDatabase,
        folder: DemoFolder,
        settings: OfficeSettings,
        keys: DemoKeys,
        clock: DemoClock,
        months: [YearMonth]
    ) async throws {
        guard let vault = keys.vault else { throw DemoProblem.keysDamaged(folder.keys) }
        let pool = try database.app()
        let office = Office(pool: pool, clock: clock.office, vault: vault, rules: settings.rules)
        year = try await YearOverview(office: office)(.demo, as: .system)
        let ledger = try await MonthOverview(office: office)(as: .system).months.filter {
            months.contains($0.month)
        }
        var told: [DemoMonth] = []
        for month in ledger.reversed() {
            if !folder.hasFiles(of: month.month) {
                let files = MonthFiles(office: office, settings: settings, folder: folder)
                _ = try await files.write(month.month, as: .system)
            }
            guard let list = ListTotals(folder.bytes(of: folder.list(month.month)) ?? []) else {
                throw DemoProblem.filesDisagree(folder.list(month.month))
            }
            let bank = try ZenginFile(folder.bytes(of: folder.transfer(month.month)) ?? [])
            told.append(
                DemoMonth(
                    month: month.month,
                    payOn: month.payOn,
                    ledger: month.totals,
                    list: list,
                    transfers: bank.transfers.count,
                    transferred: bank.total
                )
            )
        }
        await pool.close()
        self.months = told
        disagreeing = told.first { !$0.agrees }.map { folder.list($0.month) }
    }

    /// How many requests of a programme came to this; of all programmes if none is named.
    public func requests(_ outcome: RequestOutcome, of programme: ProgrammeCode? = nil) -> Int {
        year.requests.filter {
            RequestOutcome($0.state) == outcome && (programme ?? $0.programme) == $0.programme
        }
        .reduce(0) { $0 + $1.requests }
    }
}

/// What a month's list adds up to, read from its bytes.
public struct ListTotals: Sendable, Equatable {
    /// Different payees.
    public let payees: Int
    /// Different payments.
    public let payments: Int
    /// Rows below the header, one for each honorarium.
    public let lines: Int
    /// Fees and travel before tax.
    public let gross: Yen
    /// Tax withheld.
    public let tax: Yen
    /// What is sent.
    public let net: Yen

    init(payees: Int, payments: Int, lines: Int, gross: Yen, tax: Yen, net: Yen) {
        self.payees = payees
        self.payments = payments
        self.lines = lines
        self.gross = gross
        self.tax = tax
        self.net = net
    }

    /// The totals of a list's bytes; nil unless every row has its columns.
    init?(_ bytes: [UInt8]) {
        var reader = CSVReader(bytes)
        guard let header = try? reader.next(), header.fields.count == 25 else { return nil }
        var payees: Set<String> = []
        var payments: Set<String> = []
        var lines = 0
        var sums: [Int64] = [0, 0, 0]
        while let row = try? reader.next() {
            guard row.fields.count == header.fields.count, let gross = Int64(row.fields[16]),
                let tax = Int64(row.fields[18]), let net = Int64(row.fields[19])
            else { return nil }
            payments.insert(row.fields[0])
            payees.insert(row.fields[3])
            lines += 1
            for (index, amount) in [gross, tax, net].enumerated() { sums[index] += amount }
        }
        self.init(
            payees: payees.count,
            payments: payments.count,
            lines: lines,
            gross: Yen(sums[0]),
            tax: Yen(sums[1]),
            net: Yen(sums[2])
        )
    }
}
