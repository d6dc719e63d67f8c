public import KodanDomain

/// How banks shorten a part of a name, as `Config/bank/corporate-abbreviations.csv` has it.
public struct CorporateAbbreviationRecord: TableRecord, Hashable {
    /// What is shortened to what.
    public let abbreviation: CorporateAbbreviation

    /// `bank/corporate-abbreviations`.
    public static let table = "bank/corporate-abbreviations"
    /// The columns; `kana_half` and `status` are for people.
    public static let columns = ["class", "term_ja", "kana_full", "kana_half", "status"]

    /// Reads one row; terms that share an abbreviation stand between middle dots.
    public init(_ row: TableRow) throws(TableProblem) {
        abbreviation = CorporateAbbreviation(
            kind: try row.choice("class"),
            terms: try row.text("term_ja").split(separator: "・").map(String.init),
            kana: try row.text("kana_full")
        )
    }
}

extension CorporateAbbreviations {
    /// The abbreviations of a table.
    ///
    /// Throws ``TableProblem`` or what the source throws.
    public init(_ source: @escaping ByteSource) throws {
        self.init(try TableReader<CorporateAbbreviationRecord>.all(source).map(\.abbreviation))
    }
}
