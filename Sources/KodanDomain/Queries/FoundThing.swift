/// What a search over everything can find.
public enum FoundKind: String, Sendable, CaseIterable {
    /// A request (申込).
    case request
    /// A lecture that is bound, or was (派遣).
    case lecture
    /// A presenter (講師).
    case presenter
    /// An organization (団体).
    case organization
}

/// One thing that a search found.
public struct FoundThing: Hashable, Sendable {
    /// What it is.
    public let kind: FoundKind
    /// Its number, without the prefix of its kind.
    public let number: Int64
    /// A title, or a name.
    public let name: String
    /// Who asks, who lectures, or how a name is read; empty where there is nothing to tell.
    public let detail: String
    /// When it is held; nil where no day is known.
    public let start: Instant?

    /// A thing with these parts.
    public init(kind: FoundKind, number: Int64, name: String, detail: String, start: Instant?) {
        self.kind = kind
        self.number = number
        self.name = name
        self.detail = detail
        self.start = start
    }

    /// Its number as people and addresses write it: `req-12`.
    public var key: String {
        switch kind {
        case .request: LectureRequest.ID(number).description
        case .lecture: Assignment.ID(number).description
        case .presenter: Presenter.ID(number).description
        case .organization: Organization.ID(number).description
        }
    }
}

/// What is searched for: words, or a number with or without the prefix of its kind.
public struct SearchWords: Hashable, Sendable {
    /// How many characters are searched for.
    public static let bounds = 1...100
    /// What was typed, without blanks at its ends.
    public let text: String

    /// Throws ``FieldRefused`` for nothing, for more than ``bounds`` and for control characters.
    public init(_ text: String) throws(FieldRefused) {
        self.text = try text.plainText(.name, atMost: SearchWords.bounds.upperBound)
    }

    /// The number that was typed, where it is one of `kind` or has no prefix: digits may be full-width.
    public func number(of kind: FoundKind) -> Int64? {
        let plain = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF10...0xFF19).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar : scalar
                }
            )
        ).lowercased()
        if let number = Int64(plain) { return number > 0 ? number : nil }
        return switch kind {
        case .request: LectureRequest.ID(plain)?.rawValue
        case .lecture: Assignment.ID(plain)?.rawValue
        case .presenter: Presenter.ID(plain)?.rawValue
        case .organization: Organization.ID(plain)?.rawValue
        }
    }
}
