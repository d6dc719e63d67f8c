import CSV
public import KodanDomain

/// Why an entry cannot be written.
public enum JournalRefusal: Error, Equatable {
    /// An amount is below zero, or the tax is more than what is paid: reversals say so otherwise.
    case amount(entry: String)
    /// Nothing is posted: every amount is zero.
    case nothing(entry: String)
}

/// Journal entries (仕訳) as CSV for an accounting system, entry by entry, with the body's own account codes.
///
/// UTF-8 with a byte order mark, CRLF; each row has one debit and one credit account. Only the balances are kept.
public struct Journal: Sendable {
    private static let columns = [
        "伝票番号", "行番号", "計上日", "区分", "借方科目コード", "借方科目", "借方税区分", "貸方科目コード", "貸方科目", "貸方税区分",
        "金額", "取引先番号", "取引先名", "摘要", "登録番号", "元データ",
        "日付の根拠",
    ]

    private let accounts: JournalAccounts

    /// Debits less credits by account; they add up to zero.
    public private(set) var balances: [JournalRole: Yen] = [:]
    /// The entries so far.
    public private(set) var entries = 0

    /// An empty journal.
    public init(accounts: JournalAccounts) {
        self.accounts = accounts
    }

    /// The first bytes: the mark by which spreadsheets know UTF-8, and the names of the columns.
    public func header() -> [UInt8] {
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(Journal.columns, to: &bytes)
        return bytes
    }

    /// The rows of one entry.
    public mutating func rows(of entry: JournalEntry) throws(JournalRefusal) -> [UInt8] {
        let postings = entry.postings
        guard postings.allSatisfy({ $0.amount > .zero }) else { throw .amount(entry: entry.number) }
        guard !postings.isEmpty else { throw .nothing(entry: entry.number) }
        var bytes: [UInt8] = []
        for (index, posting) in postings.enumerated() {
            let amount = entry.isReversal ? -posting.amount : posting.amount
            let (debit, credit) = (accounts[posting.debit], accounts[posting.credit])
            CSVWriter.append(
                [
                    entry.number, String(index + 1), entry.date.description, entry.isReversal ? "赤" : "通常",
                    debit.code, debit.name, debit.taxCode(deducting: entry.deductiblePercent), credit.code,
                    credit.name, credit.taxCode(deducting: entry.deductiblePercent),
                    amount.description, entry.payee, entry.payeeName, entry.description,
                    entry.invoiceNumber ?? "", entry.source, entry.basis.text,
                ],
                to: &bytes
            )
            balances[posting.debit, default: .zero] += amount
            balances[posting.credit, default: .zero] -= amount
        }
        entries += 1
        return bytes
    }
}
