/// Why a text is no registration number.
public enum InvoiceNumberRefusal: String, Error, Equatable {
    /// It is not T and 13 digits.
    case format
    /// The first digit does not follow from the other twelve: a typing error.
    case checkDigit = "check_digit"
}

/// The registration number of a qualified-invoice issuer (適格請求書発行事業者): T and 13 digits.
///
/// The check digit is that of the corporate number (Ministry of Finance ordinance No. 70 of 2014, article 2) and
/// holds for sole traders too. A good number need not be a registered one: registration has its own dates.
public struct InvoiceNumber: Hashable, Sendable, CustomStringConvertible {
    /// `T7123456789012`.
    public let description: String

    /// Reads a number as people type it: full-width, lower case, with hyphens or spaces.
    public init(_ text: String) throws(InvoiceNumberRefusal) {
        // As it is stored it is read without Foundation's normalization.
        let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "T") }
        let kept = isPlain ? text : nfkc(text).uppercased().filter { $0 != "-" && $0 != " " }
        let bytes = Array(kept.utf8)
        guard bytes.count == 14, bytes[0] == UInt8(ascii: "T"),
            bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .format }
        let digits = bytes.dropFirst().map { Int($0 - 0x30) }
        guard digits[0] == InvoiceNumber.checkDigit(over: digits.dropFirst()) else { throw .checkDigit }
        description = kept
    }

    /// From the right, digits count once and twice in turn; the check digit is 9 less the sum modulo 9.
    private static func checkDigit(over digits: ArraySlice<Int>) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            sum + digit.element * (digit.offset.isMultiple(of: 2) ? 1 : 2)
        }
        return 9 - sum % 9
    }
}
