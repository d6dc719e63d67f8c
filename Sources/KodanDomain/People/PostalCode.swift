/// A Japanese postal code.
public struct PostalCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Seven digits.
    public let digits: String

    /// Reads `1234567`, `123-4567` and the same in full-width or after 〒.
    ///
    /// Throws ``FieldRefused`` for anything else.
    public init(_ text: String, field: Field = .postalCode) throws(FieldRefused) {
        var digits = text.normalized
        if digits.hasPrefix("〒") { digits = String(digits.dropFirst()).normalized }
        let dashes: [Character] = ["-", "\u{2010}", "\u{2212}", "ー"]
        if digits.count == 8, dashes.contains(digits[digits.index(digits.startIndex, offsetBy: 3)]) {
            digits.remove(at: digits.index(digits.startIndex, offsetBy: 3))
        }
        guard digits.isDigits(7...7) else { throw FieldRefused(field, expected: .digits(7...7)) }
        self.digits = digits
    }

    /// `123-4567`.
    public var description: String { digits.prefix(3) + "-" + digits.suffix(4) }

    /// Orders by number.
    public static func < (left: PostalCode, right: PostalCode) -> Bool { left.digits < right.digits }
}
