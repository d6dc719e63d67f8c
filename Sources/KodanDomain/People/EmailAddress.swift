/// A mail address, checked so far that it can stand in a mail header: ASCII, one `@`, no blanks, no controls.
///
/// Whether it exists is found out by a mail with a link. Double dots before the `@`, which some Japanese
/// carriers once gave out, are accepted.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as given.
    public let text: String

    /// Throws ``FieldRefused`` unless `text` is one address of at most 254 bytes.
    public init(_ text: String, field: Field = .email) throws(FieldRefused) {
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

    /// The address as given.
    public var description: String { text }

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
