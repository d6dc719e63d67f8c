/// Which part of a Japan Post Bank account is wrong.
public enum YuchoAccountRefusal: String, Error, Equatable {
    /// The symbol is not 5 digits, or the number no digits.
    case format
    /// The symbol begins with neither 0 nor 1.
    case symbol = "kigo"
    /// The number has a wrong length, or does not end in 1 where it must.
    case number = "bango"
}

/// An account of Japan Post Bank (ゆうちょ銀行) as its passbook prints it, and as other banks address it.
///
/// Source: Japan Post Bank's own page on receiving transfers. A symbol that begins with 1 loses the final 1 of its
/// number; one that begins with 0 (振替口座) loses nothing.
public struct YuchoAccount: Hashable, Sendable {
    /// Japan Post Bank.
    public static let bankCode = "9900"

    /// 店番: the symbol's second and third digits, then 8 or 9.
    public let branchCode: String
    /// Ordinary or savings, which the symbol does not show; current for a transfer account.
    public let depositType: DepositType
    /// 7 digits.
    public let number: String

    /// Converts symbol (記号) and number (番号); `isSavings` for 通常貯蓄, which must be asked.
    public init(symbol: String, number: String, isSavings: Bool = false) throws(YuchoAccountRefusal) {
        guard symbol.isDigits(5...5), number.isDigits(1...8) else { throw .format }
        let office = symbol.dropFirst().prefix(2)
        let kept: Substring
        switch symbol.first {
        case "1":
            guard number.utf8.count >= 2, number.last == "1" else { throw .number }
            branchCode = office + "8"
            depositType = isSavings ? .savings : .ordinary
            kept = number.dropLast()
        case "0":
            guard number.utf8.count <= 7 else { throw .number }
            branchCode = office + "9"
            depositType = .current
            kept = number[...]
        default:
            throw .symbol
        }
        self.number = String(repeating: "0", count: 7 - kept.utf8.count) + kept
    }

    /// Reads `10170-11` or `10170-2-11`; the single digit between is a check of the passbook and ignored.
    public init(_ text: String, isSavings: Bool = false) throws(YuchoAccountRefusal) {
        let parts = nfkc(text).split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || (parts.count == 3 && parts[1].isDigits(1...1)),
            let symbol = parts.first, let number = parts.last
        else { throw .format }
        try self.init(symbol: symbol, number: number, isSavings: isSavings)
    }
}
