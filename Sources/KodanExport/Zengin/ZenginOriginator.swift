public import KodanDomain

/// Which field of an originator is wrong.
public enum ZenginOriginatorRefusal: Error, Equatable {
    /// The code is not 1 to 10 digits.
    case code
    /// The name, for this reason.
    case name(BankKanaRefusal)
    /// Transfers are not made from a savings account.
    case depositType
}

/// Who orders the transfers (振込依頼人): the body, its code at the bank and its account.
public struct ZenginOriginator: Hashable, Sendable {
    /// 10 digits, given by the bank.
    public let code: String
    /// The body's name, at most 40 bytes.
    public let name: BankKana
    /// The account that is debited.
    public let account: BankAccount

    /// Checks the fields; a shorter code gets zeros before it, the name is converted.
    public init(code: String, name: String, account: BankAccount) throws(ZenginOriginatorRefusal) {
        guard (1...10).contains(code.utf8.count), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .code
        }
        guard account.depositType != .savings else { throw .depositType }
        self.code = String(repeating: "0", count: 10 - code.utf8.count) + code
        self.account = account
        do throws(BankKanaRefusal) {
            self.name = try BankKana(name, as: .party, limit: 40)
        } catch {
            throw .name(error)
        }
    }
}
