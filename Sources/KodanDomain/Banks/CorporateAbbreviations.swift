/// How banks shorten a legal form or a part of a name.
public struct CorporateAbbreviation: Hashable, Sendable {
    /// What is shortened.
    public enum Kind: String, Sendable, CaseIterable {
        /// A legal form (法人略語); it stands in brackets.
        case corporation
        /// A place of business (営業所略語).
        case office
        /// A trade or association (事業略語).
        case business
    }

    /// What is shortened.
    public let kind: Kind
    /// The terms that share the abbreviation, such as 社団法人 and 一般社団法人.
    public let terms: [String]
    /// In full-width katakana, small kana already large: `シヤ`.
    public let kana: String

    /// An abbreviation.
    public init(kind: Kind, terms: [String], kana: String) {
        self.kind = kind
        self.terms = terms
        self.kana = kana
    }
}

/// The banks' abbreviations, and where the brackets of legal forms go.
public struct CorporateAbbreviations: Hashable, Sendable {
    /// None: names stay as they are.
    public static let none = CorporateAbbreviations([])

    private struct Entry: Hashable {
        let term: String
        let kana: String
        let kind: CorporateAbbreviation.Kind
    }

    private let entries: [Entry]

    /// The table; a term that is listed twice keeps its first abbreviation.
    public init(_ abbreviations: [CorporateAbbreviation]) {
        entries =
            abbreviations
            .flatMap { row in row.terms.map { Entry(term: $0, kana: row.kana, kind: row.kind) } }
            // 一般社団法人 must be seen before 社団法人.
            .sorted { $0.term.count > $1.term.count }
    }

    /// The name with its legal form shortened: `株式会社テスト` is `カ)テスト`, `テスト株式会社` is `テスト(カ`.
    ///
    /// In the middle it is `テスト(カ)エイ`: only there both brackets stand. Names without a legal form come back as
    /// they are. The rest of the name should be kana already.
    public func shortened(_ name: String) -> String {
        let name = name.normalized
        for row in entries where row.kind == .corporation {
            guard let range = name.firstRange(of: row.term) else { continue }
            let before = name[..<range.lowerBound].drop { $0 == " " }
            let after = name[range.upperBound...].drop { $0 == " " }
            let front = before.isEmpty ? "" : String(before).normalized + "("
            return front + row.kana + (after.isEmpty ? "" : ")" + after)
        }
        return name
    }
}
