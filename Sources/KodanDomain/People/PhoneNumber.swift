/// A telephone number: of Japan with its leading zero, or international with `+`.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// Digits with hyphens, and a plus sign at most at the start: `03-1234-5678`, `+81-3-1234-5678`.
    public let text: String

    /// Reads what people write: full-width digits, brackets, blanks and any dash as separators.
    ///
    /// Throws ``FieldRefused`` unless ten or eleven digits follow from a zero, or eight to fifteen from a `+`.
    public init(_ text: String, field: Field = .phone) throws(FieldRefused) {
        var tidy = ""
        for scalar in text.normalized.unicodeScalars {
            switch scalar {
            case "0"..."9": tidy.unicodeScalars.append(scalar)
            case "+" where tidy.isEmpty: tidy.append("+")
            case "-", " ", "(", ")", ".", "\u{2010}"..."\u{2015}", "\u{2212}", "ー", "\u{FF70}":
                if !tidy.isEmpty, !tidy.hasSuffix("-"), tidy != "+" { tidy.append("-") }
            default: throw FieldRefused(field, expected: .phone)
            }
        }
        if tidy.hasSuffix("-") { tidy.removeLast() }
        let digits = tidy.utf8.count { $0 != 0x2D && $0 != 0x2B }
        guard
            tidy.hasPrefix("+")
                ? (8...15).contains(digits) : tidy.hasPrefix("0") && (10...11).contains(digits)
        else { throw FieldRefused(field, expected: .phone) }
        self.text = tidy
    }

    /// Digits only, by which two are compared; Japan's `+81` becomes the leading zero.
    public var key: String {
        let digits = String(text.filter { $0 != "-" && $0 != "+" })
        guard text.hasPrefix("+"), digits.hasPrefix("81") else { return digits }
        let national = digits.dropFirst(2)
        return national.hasPrefix("0") ? String(national) : "0" + national
    }

    /// As kept in ``text``.
    public var description: String { text }
}
