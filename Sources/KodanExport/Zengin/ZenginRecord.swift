public import KodanDomain

/// One record of a bulk-transfer file as it was read.
public enum ZenginRecord: Hashable, Sendable {
    /// Who orders, from which account, and when.
    case header(ZenginHeader)
    /// One transfer.
    case transfer(ZenginLine)
    /// The totals, which have been checked.
    case trailer(count: Int, total: Yen)
    /// The end of the file.
    case end
}

/// The header as it was read; texts are half-width and without the spaces behind them.
public struct ZenginHeader: Hashable, Sendable {
    /// 10 digits.
    public let originatorCode: String
    /// The body.
    public let originatorName: String
    /// The value date's month.
    public let month: Int
    /// The value date's day.
    public let day: Int
    /// 4 digits.
    public let bankCode: String
    /// Empty if the file names no bank.
    public let bankName: String
    /// 3 digits.
    public let branchCode: String
    /// Empty if the file names no branch.
    public let branchName: String
    /// The kind of account.
    public let depositType: DepositType
    /// 7 digits.
    public let accountNumber: String
}

/// A data record as it was read; texts are half-width and without the spaces behind them.
public struct ZenginLine: Hashable, Sendable {
    /// 4 digits.
    public let bankCode: String
    /// Empty if the file names no bank.
    public let bankName: String
    /// 3 digits.
    public let branchCode: String
    /// Empty if the file names no branch.
    public let branchName: String
    /// The kind of account.
    public let depositType: DepositType
    /// 7 digits.
    public let accountNumber: String
    /// The account's holder.
    public let holder: String
    /// What is sent.
    public let amount: Yen
    /// Whether the account is new.
    public let newCode: ZenginNewCode
    /// The text to the payee, if column 113 says that it is one.
    public let text: String?
    /// The two customer codes, 10 digits each; nil with a text, or if they are left blank.
    public let codes: [String]?
}
