/// Words with a code and two names: topics, qualifications, ranks.
public enum WordTable: String, Sendable, CaseIterable {
    /// Topics of lectures.
    case topic
    /// Qualifications of presenters.
    case qualification
    /// Ranks, which decide the fee.
    case rank
}

/// A code with the names by which people write it.
public struct NamedCode: Sendable, Equatable {
    /// The code.
    public let code: String
    /// Its name in Japanese.
    public let japanese: String
    /// Its name in English.
    public let english: String

    /// A value with these parts.
    public init(
        code: String,
        japanese: String,
        english: String
    ) {
        self.code = code
        self.japanese = japanese
        self.english = english
    }
}
