/// A kind of thing that has a row of its own and so a key.
public protocol Keyed {
    /// What stands before the number wherever people see it: `req` in `req-1042`.
    static var keyPrefix: String { get }
}

/// The key of one row, told apart by what it is the key of.
///
/// In URLs, JSON and messages it is written with its prefix (`req-1042`), so that a number
/// of the wrong kind is refused where it comes in.
public struct ID<Of: Keyed>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The database's number, 1 or more.
    public let rawValue: Int64

    /// The key with this number.
    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads `req-1042`; nil for another prefix, a sign, leading zeros or no number.
    public init?(_ text: String) {
        let prefix = Of.keyPrefix + "-"
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.dropFirst(prefix.count)
        guard let number = Int64(digits), number > 0, String(number) == digits else { return nil }
        rawValue = number
    }

    /// The prefixed form, `req-1042`.
    public var description: String { Of.keyPrefix + "-" + String(rawValue) }

    /// Orders by age: a smaller number was made earlier.
    public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}
