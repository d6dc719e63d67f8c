/// Whether `text` is a code: lower-case Latin letters, digits and underscores, a letter first, at most forty.
func isCode(_ text: String) -> Bool {
    guard (1...40).contains(text.utf8.count), let first = text.utf8.first, (0x61...0x7A).contains(first)
    else { return false }
    return text.utf8.allSatisfy { byte in
        byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// The code of what lectures are about, `phishing`.
public struct TopicCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code.
    public let text: String

    /// Throws ``FieldRefused`` unless `text` is made of lower-case letters, digits and underscores.
    public init(_ text: String, field: Field = .topic) throws(FieldRefused) {
        guard isCode(text) else { throw FieldRefused(field, expected: .code) }
        self.text = text
    }

    /// The code.
    public var description: String { text }

    /// Orders by the alphabet.
    public static func < (left: TopicCode, right: TopicCode) -> Bool { left.text < right.text }
}

/// The code of a qualification that a presenter holds, `riss`.
public struct QualificationCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code.
    public let text: String

    /// Throws ``FieldRefused`` unless `text` is made of lower-case letters, digits and underscores.
    public init(_ text: String, field: Field = .qualification) throws(FieldRefused) {
        guard isCode(text) else { throw FieldRefused(field, expected: .code) }
        self.text = text
    }

    /// The code.
    public var description: String { text }

    /// Orders by the alphabet.
    public static func < (left: QualificationCode, right: QualificationCode) -> Bool {
        left.text < right.text
    }
}

/// The code of a programme, `regional_dispatched`.
public struct ProgrammeCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code.
    public let text: String

    /// Throws ``FieldRefused`` unless `text` is made of lower-case letters, digits and underscores.
    public init(_ text: String, field: Field = .programme) throws(FieldRefused) {
        guard isCode(text) else { throw FieldRefused(field, expected: .code) }
        self.text = text
    }

    /// The code.
    public var description: String { text }

    /// Orders by the alphabet.
    public static func < (left: ProgrammeCode, right: ProgrammeCode) -> Bool { left.text < right.text }
}

/// The code of a presenter's rank, which decides the fee, `standard`.
public struct RankCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code.
    public let text: String

    /// Throws ``FieldRefused`` unless `text` is made of lower-case letters, digits and underscores.
    public init(_ text: String, field: Field = .rank) throws(FieldRefused) {
        guard isCode(text) else { throw FieldRefused(field, expected: .code) }
        self.text = text
    }

    /// The code.
    public var description: String { text }

    /// Orders by the alphabet.
    public static func < (left: RankCode, right: RankCode) -> Bool { left.text < right.text }
}
