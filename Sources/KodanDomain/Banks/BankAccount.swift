/// The kind of a bank account (預金種目), by the digit that bank files carry.
public enum DepositType: Int, Sendable, CaseIterable {
    /// 普通
    case ordinary = 1
    /// 当座
    case current = 2
    /// 貯蓄
    case savings = 4
    /// その他
    case other = 9

    /// The digit.
    public var digit: String { String(rawValue) }
}

/// Which field of a bank account is wrong.
public enum BankAccountRefusal: Error, Equatable {
    /// The bank's code is not 4 digits.
    case bankCode
    /// The branch's code is not 3 digits.
    case branchCode
    /// The account number is not 1 to 7 digits, or zero.
    case number
    /// The holder's name, for this reason.
    case holder(BankKanaRefusal)
    /// The bank's name, for this reason.
    case bankName(BankKanaRefusal)
    /// The branch's name, for this reason.
    case branchName(BankKanaRefusal)
}

/// An account to which money can be sent.
///
/// Its description hides the number but for three digits, so that a log line gives nothing away.
public struct BankAccount: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The most bytes of a holder's name.
    public static let holderLimit = 30
    /// The most bytes of a bank's or a branch's name.
    public static let nameLimit = 15

    /// 4 digits.
    public let bankCode: String
    /// 3 digits.
    public let branchCode: String
    /// The kind of account.
    public let depositType: DepositType
    /// 7 digits, with zeros before shorter numbers.
    public let number: String
    /// The holder as the bank prints it.
    public let holder: BankKana
    /// The bank's name, without ｷﾞﾝｺｳ.
    public let bankName: BankKana?
    /// The branch's name, without ｼﾃﾝ.
    public let branchName: BankKana?

    /// Checks every field; names may come in any width and are converted.
    public init(
        bankCode: String,
        branchCode: String,
        depositType: DepositType,
        number: String,
        holder: String,
        bankName: String? = nil,
        branchName: String? = nil
    ) throws(BankAccountRefusal) {
        guard bankCode.isDigits(4...4) else { throw .bankCode }
        guard branchCode.isDigits(3...3) else { throw .branchCode }
        guard number.isDigits(1...7), number.contains(where: { $0 != "0" }) else { throw .number }
        self.bankCode = bankCode
        self.branchCode = branchCode
        self.depositType = depositType
        self.number = String(repeating: "0", count: 7 - number.utf8.count) + number
        do throws(BankKanaRefusal) {
            self.holder = try BankKana(holder, as: .party, limit: BankAccount.holderLimit)
        } catch {
            throw .holder(error)
        }
        do throws(BankKanaRefusal) {
            self.bankName = try BankAccount.name(bankName)
        } catch {
            throw .bankName(error)
        }
        do throws(BankKanaRefusal) {
            self.branchName = try BankAccount.name(branchName)
        } catch {
            throw .branchName(error)
        }
    }

    /// The last three digits of the number, all that its owner needs to know it again.
    public var lastThree: String { String(number.suffix(3)) }

    /// `9991-101 ****567`.
    public var description: String { "\(bankCode)-\(branchCode) ****\(lastThree)" }
    /// The same as ``description``.
    public var debugDescription: String { description }

    private static func name(_ text: String?) throws(BankKanaRefusal) -> BankKana? {
        guard let text else { return nil }
        return try BankKana(text, as: .bank, limit: nameLimit)
    }
}
