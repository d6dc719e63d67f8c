/// An amount of whole yen; negative only in red (reversing) entries.
///
/// Arithmetic traps on overflow rather than wrapping: no amount of this programme comes near 2^63.
public struct Yen: Hashable, Sendable, Comparable, CustomStringConvertible, AdditiveArithmetic {
    /// The number of yen.
    public let amount: Int64

    /// This many yen.
    public init(_ amount: Int64) {
        self.amount = amount
    }

    /// No money.
    public static let zero = Yen(0)

    /// The largest amount that one record of a bank's bulk transfer can carry.
    public static let largestTransfer = Yen(9_999_999_999)

    /// Digits without separators, as files and JSON want them.
    public var description: String { String(amount) }

    /// Digits with thousands separators, as people read them: `1,234,567`.
    public var grouped: String {
        var text = ""
        for (index, digit) in String(amount.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (amount < 0 ? "-" : "") + String(text.reversed())
    }

    /// The sum.
    public static func + (left: Yen, right: Yen) -> Yen { Yen(left.amount + right.amount) }
    /// The difference.
    public static func - (left: Yen, right: Yen) -> Yen { Yen(left.amount - right.amount) }
    /// This many times the amount.
    public static func * (left: Yen, right: Int64) -> Yen { Yen(left.amount * right) }
    /// The same amount with its sign changed, for a red entry.
    public static prefix func - (yen: Yen) -> Yen { Yen(-yen.amount) }
    /// Orders by amount.
    public static func < (left: Yen, right: Yen) -> Bool { left.amount < right.amount }
}
