public import KodanDomain
import KodanStore
import Postgres

/// Writes a closed month's journal entries (仕訳) as `journal-2026-06.csv` into a folder.
///
/// Each honorarium is accrued on the day on which it was fixed (a correction on the day of its entry), each payment is
/// booked on the day on which the bank paid, or is to pay while it has not answered; a column says which. Travel that
/// the body paid directly, and the paying over of the tax, are not in it. For accountants, approvers and auditors.
/// Refusals: `monthUnknown`, `monthOpen`, `totalsDiffer`, `noTaxRate` where the share of consumption tax that may be
/// deducted is not known; ``FileProblem`` for the folder.
public struct ExportJournal: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the journal of `month` in `folder`, with the body's own `accounts`; recorded, unless `isLook`.
    public func callAsFunction(
        _ month: YearMonth,
        to folder: String,
        by accounts: JournalAccounts,
        isLook: Bool = false,
        as credential: Credential
    ) async throws -> ExportedPaper {
        let snapshot = TransactionOptions(isolation: .repeatableRead)
        return try await office.transaction(as: credential, snapshot) { desk, placed in
            try desk.actor.require(.accountant, .approver, .auditor)
            let closed = try desk.readClosed(month)
            let file = try AtomicFile(folder: folder, name: "journal-\(month).csv")
            var writer = JournalWriter(month, accounts: accounts) { bytes in try file.write(bytes) }
            try writer.begin()
            try MonthLineStore(desk.session).forEachPosting(month) { posting in try writer.add(posting) }
            try writer.end(closed.totals)
            return try desk.export(
                file,
                .journal,
                of: month,
                recording: "journal.exported",
                isLook: isLook,
                into: placed
            )
        }
    }
}
