/// How a material reaches a lecture.
public enum MaterialMedium: String, Sendable, CaseIterable {
    /// As a file.
    case digital
    /// On paper.
    case printed
}

/// A material before a row exists.
public struct MaterialDraft: Hashable, Sendable {
    /// The most characters of a name or a label.
    public static let nameLimit = 100

    /// By what files and lists name it: lower-case letters, digits and underscores.
    public let code: String
    /// Its name in Japanese.
    public let japaneseName: String
    /// Its name in English.
    public let englishName: String
    /// File or paper.
    public let medium: MaterialMedium

    /// Throws ``FieldRefused`` for the first field that cannot be.
    public init(
        code: String,
        japaneseName: String,
        englishName: String,
        medium: MaterialMedium
    ) throws(FieldRefused) {
        guard isCode(code) else { throw FieldRefused(.code, expected: .code) }
        self.code = code
        self.japaneseName = try japaneseName.plainText(.japaneseName, atMost: MaterialDraft.nameLimit)
        self.englishName = try englishName.plainText(.englishName, atMost: MaterialDraft.nameLimit)
        self.medium = medium
    }
}

/// An edition of a material before a row exists.
public struct EditionDraft: Hashable, Sendable {
    /// What it is called, `2026年度版`.
    public let label: String
    /// From when on it is the one that goes out, until a newer one is.
    public let issuedOn: LocalDate

    /// Throws ``FieldRefused`` for a label that is empty or too long.
    public init(label: String, issuedOn: LocalDate) throws(FieldRefused) {
        self.label = try label.plainText(.label, atMost: MaterialDraft.nameLimit)
        self.issuedOn = issuedOn
    }
}
