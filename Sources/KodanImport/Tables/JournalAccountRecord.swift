public import KodanDomain

/// An account of the body's books, as `Config/accounting/journal-accounts.csv` has it: one row for each role.
public struct JournalAccountRecord: TableRecord, Hashable {
    /// What it is for.
    public let role: JournalRole
    /// The account.
    public let account: JournalAccount

    /// `journal-accounts`.
    public static let table = "journal-accounts"
    /// The columns.
    public static let columns = ["role", "code", "name", "tax_code", "tax_code_unregistered"]

    /// Reads one row; the tax codes may be empty, but both or none.
    public init(_ row: TableRow) throws(TableProblem) {
        role = try row.choice("role")
        let taxCode = row.optionalText("tax_code")
        let unregistered = row.optionalText("tax_code_unregistered")
        guard (taxCode == nil) == (unregistered == nil) else {
            throw row.problem(taxCode == nil ? "tax_code" : "tax_code_unregistered", .present)
        }
        guard
            let account = JournalAccount(
                code: try row.text("code"),
                name: try row.text("name"),
                taxCode: taxCode ?? "",
                unregisteredTaxCode: unregistered ?? ""
            )
        else { throw row.problem("code", .present) }
        self.account = account
    }
}

extension JournalAccounts {
    /// The accounts of a table.
    ///
    /// Throws ``TableProblem``, also for a role that stands twice, ``JournalRolesMissing``, or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        var accounts: [JournalRole: JournalAccount] = [:]
        for (index, record) in try TableReader<JournalAccountRecord>.all(source).enumerated() {
            guard accounts.updateValue(record.account, forKey: record.role) == nil else {
                throw TableProblem.doubledKey(
                    file: JournalAccountRecord.table,
                    line: index + 2,
                    key: record.role.rawValue
                )
            }
        }
        try self.init(accounts)
    }
}
