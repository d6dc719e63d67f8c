public import KodanDomain
public import KodanExport
import KodanStore
import Postgres

/// The list of what is accrued, which lies in its folder.
public struct ListedAccrued: Sendable, Equatable {
    /// The path of the file.
    public let path: String
    /// The SHA-256 of its bytes.
    public let sha256: [UInt8]
    /// Its totals.
    public let totals: AccruedList.Totals
    /// Whether the list was made before with other bytes: something was paid, corrected or calculated since.
    public let differsFromLast: Bool
}

/// Lists what lectures of a fiscal year cost that was fixed by 31 March and unpaid then (未払), as
/// `accrued-fy2026.csv`.
///
/// The tax is the stored share where a payment holds an honorarium, else estimated by the rates of that 31 March. For
/// accountants, approvers and auditors. Refusals: `dayAhead` before that day, `field` for a year of which nothing is
/// kept, `noTaxRate`; ``FileProblem`` for the folder.
public struct ListAccrued: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the list of `year` in `folder`; recorded, unless `isLook`.
    public func callAsFunction(
        _ year: FiscalYear,
        to folder: String,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ListedAccrued {
        let snapshot = TransactionOptions(isolation: .repeatableRead)
        return try await office.transaction(as: credential, snapshot) { desk, placed in
            try desk.actor.require(.accountant, .approver, .auditor)
            guard desk.now.date >= year.last else { throw Refusal.dayAhead(year.last) }
            guard FiscalYear.planned.contains(year.startYear) else {
                throw Refusal.field(FieldRefused(.fiscalYear, expected: .integer(FiscalYear.planned)))
            }
            let table = try RateStore(desk.session).withholdingTable()
            let file = try AtomicFile(folder: folder, name: "accrued-fy\(year.startYear).csv")
            var list = AccruedList()
            var entries: [YearEntry] = []
            func finish() throws {
                let taxes = try entries.taxes(by: table, on: year.last)
                for (entry, tax) in zip(entries, taxes) { try file.write(list.row(of: entry, tax: tax)) }
                entries.removeAll(keepingCapacity: true)
            }
            try file.write(list.header())
            try YearEntryStore(desk.session, on: year.last).forEach(accruedIn: year) { entry in
                if let last = entries.last, last.payee != entry.payee { try finish() }
                entries.append(entry)
            }
            try finish()
            try file.write(list.totalRow())
            let sha256 = try file.verified { _ in }
            let runs = ExportRunStore(desk.session)
            let last = try runs.newest(.accruedList, of: .year(year.startYear))
            if !isLook {
                let written = WrittenFile(name: file.name, byteCount: file.byteCount, sha256: sha256)
                let user = try desk.actor.user
                try desk.asSystem {
                    try runs.add(written, .accruedList, of: .year(year.startYear), by: user, at: desk.now)
                }
                try desk.record(
                    "accrued_list.exported",
                    "year-\(year.startYear)",
                    detail: ["sha256": sha256.hexadecimal]
                )
            }
            try placed.place(file)
            return ListedAccrued(
                path: file.path,
                sha256: sha256,
                totals: list.totals,
                differsFromLast: last.map { $0 != sha256 } ?? false
            )
        }
    }
}
