public import KodanDomain
public import Postgres

/// A payee's account as it is kept: the number sealed.
public struct StoredAccount: Sendable, Equatable {
    /// The account.
    public let id: PayeeAccount.ID
    /// Whose it is.
    public let payee: Payee.ID
    /// 4 digits.
    public let bankCode: String
    /// The bank's name.
    public let bankName: String
    /// 3 digits.
    public let branchCode: String
    /// The branch's name.
    public let branchName: String
    /// The kind of account.
    public let depositType: DepositType
    /// Nonce, ciphertext and tag.
    public let sealedNumber: [UInt8]
    /// The version of the key that seals it.
    public let keyVersion: Int
    /// The holder as the bank prints it.
    public let holder: String

    /// Reads a row that has the columns of `payee_account`, its key as `account_id`.
    init(row: Row) throws(PostgresError) {
        id = try row.value("account_id")
        payee = try row.value("payee_id")
        bankCode = try row.value("bank_code")
        bankName = try row.value("bank_name")
        branchCode = try row.value("branch_code")
        branchName = try row.value("branch_name")
        depositType = try row.value("deposit_type")
        sealedNumber = try row.value("sealed_number")
        keyVersion = try row.value("key_version")
        holder = try row.value("holder_kana")
    }
}

/// Bank accounts of payees; only accounting sees them.
public struct AccountStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }
}
