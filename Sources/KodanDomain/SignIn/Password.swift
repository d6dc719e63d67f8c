/// A password as it was typed, normalized (NFKC), so that the same keys give the same password on every machine.
///
/// It describes itself without what it holds.
public struct Password: Sendable, Equatable, CustomStringConvertible {
    /// How many characters a password has.
    public static let length = 12...200

    /// What is hashed.
    public let bytes: [UInt8]

    /// A new password of 12 to 200 characters.
    ///
    /// Throws ``FieldRefused``.
    public init(_ text: String, field: Field = .password) throws(FieldRefused) {
        let normalized = nfkc(text)
        guard Password.length.contains(normalized.count), normalized.utf8.count <= 1200 else {
            throw FieldRefused(field, expected: .characters(Password.length))
        }
        bytes = Array(normalized.utf8)
    }

    /// A password that somebody types to prove who they are: of any length that is not absurd, for one that is too
    /// short is simply wrong.
    ///
    /// Throws ``FieldRefused``.
    public init(typed text: String, field: Field = .password) throws(FieldRefused) {
        guard text.utf8.count <= 1200 else {
            throw FieldRefused(field, expected: .characters(Password.length))
        }
        bytes = Array(nfkc(text).utf8)
    }

    /// `password`, whatever it is.
    public var description: String { "password" }
}
