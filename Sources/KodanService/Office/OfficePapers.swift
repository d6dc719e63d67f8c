public import KodanDomain
import KodanImport

/// What the body's papers say of itself: its bank, its name, the accounts of its books.
public struct OfficePapers: Sendable, Equatable {
    /// The bank that its transfers are ordered at.
    public let bank: PayingBank
    /// The body as notices and tax records name it.
    public let body: OfficeBody
    /// The accounts that journal entries use.
    public let accounts: JournalAccounts

    /// Reads `office.csv` and `accounting/journal-accounts.csv` in `folder`.
    ///
    /// Throws ``OfficeSettingsProblem``, and what reading the table of accounts throws.
    public init(folder: String) throws {
        let settings = try OfficeSettings(folder: folder)
        let table = try FileBytes(path: folder + "/accounting/journal-accounts.csv")
        bank = settings.bank
        body = settings.body
        accounts = try JournalAccounts { try table.next() }
    }
}
