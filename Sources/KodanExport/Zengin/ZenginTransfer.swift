public import KodanDomain

/// Whether money went to this account before (新規コード).
public enum ZenginNewCode: String, Sendable, CaseIterable {
    /// It did.
    case other = "0"
    /// This is the first transfer.
    case first = "1"
    /// The account has changed.
    case changed = "2"
}

/// What a transfer tells the payee beside the amount, in columns 92 to 111.
public enum ZenginReference: Hashable, Sendable {
    /// Nothing.
    case none
    /// Two numbers of the body, each at most 10 digits (顧客コード).
    case codes(String, String)
    /// Free text, at most 20 bytes (EDI情報).
    case text(BankKana)
}

/// Which field of a transfer is wrong.
public enum ZenginTransferRefusal: Error, Equatable {
    /// The amount is not 1 to 9,999,999,999 yen. A payment of nothing is left out and reported, not sent.
    case amount(Yen)
    /// A customer code is not 1 to 10 digits.
    case customerCode(String)
    /// The text, for this reason.
    case text(BankKanaRefusal)
}

/// One transfer: an account and what it gets after withholding.
public struct ZenginTransfer: Hashable, Sendable {
    /// The payee's account.
    public let account: BankAccount
    /// What is sent; 1 to 9,999,999,999 yen.
    public let amount: Yen
    /// Whether the account is new.
    public let newCode: ZenginNewCode
    /// What the payee is told.
    public let reference: ZenginReference

    /// A transfer with no reference, or with one or two customer codes.
    public init(
        to account: BankAccount,
        amount: Yen,
        newCode: ZenginNewCode = .other,
        codes: (String, String)? = nil
    ) throws(ZenginTransferRefusal) {
        guard amount > .zero, amount <= .largestTransfer else { throw .amount(amount) }
        self.account = account
        self.amount = amount
        self.newCode = newCode
        guard let codes else {
            reference = .none
            return
        }
        for code in [codes.0, codes.1] {
            guard (1...10).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else {
                throw .customerCode(code)
            }
        }
        reference = .codes(codes.0, codes.1)
    }

    /// A transfer with a text of at most 20 bytes, which is converted.
    public init(
        to account: BankAccount,
        amount: Yen,
        newCode: ZenginNewCode = .other,
        text: String
    ) throws(ZenginTransferRefusal) {
        guard amount > .zero, amount <= .largestTransfer else { throw .amount(amount) }
        self.account = account
        self.amount = amount
        self.newCode = newCode
        do throws(BankKanaRefusal) {
            reference = .text(try BankKana(text, as: .edi, limit: 20))
        } catch {
            throw .text(error)
        }
    }
}
