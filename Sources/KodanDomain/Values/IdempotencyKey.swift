/// What makes a repeated call the same call: a name that the client made up.
public struct IdempotencyKey: Sendable, Hashable {
    /// How long a key may be.
    public static let lengths = 1...255

    /// 1 to 255 visible ASCII characters.
    public let text: String

    /// Nil for an empty or too long text, and for one with other characters.
    public init?(_ text: String) {
        guard IdempotencyKey.lengths.contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }
}
