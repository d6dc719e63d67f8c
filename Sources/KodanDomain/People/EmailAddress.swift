/// A mail address, checked so far that it can stand in a mail header: ASCII, one `@`, no blanks, no controls.
///
/// Whether it exists is found out by a mail with a link. Double dots before the `@`, which some Japanese
/// carriers once gave out, are accepted.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as given, in half-width signs.
    public let text: String

    /// Reads what people write: full-width signs, as Japanese keyboards make them, stand for their half-width ones.
    ///
    /// Throws ``FieldRefused`` unless `typed` is one address of at most 254 bytes.
    public init(_ typed: String, field: Field = .email) throws(FieldRefused) {
        let text = EmailAddress.halfWidth(typed)
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy(EmailAddress.mayStandBeforeAt),
            parts[1].contains("."),
            parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(EmailAddress.isLabel)
        else { throw FieldRefused(field, expected: .email) }
        self.text = text
    }

    /// The address in lower case, by which two are compared.
    public var key: String { text.lowercased() }

    /// As kept in ``text``.
    public var description: String { text }

    /// The text with half-width signs for full-width ones, and all others as they are: what NFKC would make of those is
    /// not what somebody meant who typed an address.
    private static func halfWidth(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            plain.append(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
        }
        return String(plain)
    }

    private static func mayStandBeforeAt(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            ".!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.first != 0x2D && label.utf8.last != 0x2D
            && label.utf8.allSatisfy { byte in
                byte == 0x2D || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            }
    }
}
