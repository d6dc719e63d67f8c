public import KodanDomain

/// Where an entry of a catalogue comes from.
enum EntryOrigin: String, CaseIterable {
    /// The founding document names it.
    case foundingDocument = "founding_document"
    /// Made up as an example; the body replaces it.
    case sample
}

/// A topic, as `Config/programmes/topics.csv` has it.
public struct TopicRecord: TableRecord, Hashable {
    /// The key.
    public let code: TopicCode
    /// The name in Japanese.
    public let nameJa: String
    /// The name in English.
    public let nameEn: String

    /// `topics`.
    public static let table = "topics"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try TopicCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        _ = try row.choice("origin", EntryOrigin.self)
    }
}

/// A qualification, as `Config/programmes/qualifications.csv` has it.
public struct QualificationRecord: TableRecord, Hashable {
    /// The key.
    public let code: QualificationCode
    /// The name in Japanese.
    public let nameJa: String
    /// The name in English.
    public let nameEn: String

    /// `qualifications`.
    public static let table = "qualifications"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "expires", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try QualificationCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        _ = try row.flag("expires")
        _ = try row.choice("origin", EntryOrigin.self)
    }
}

/// A rank, as `Config/programmes/ranks.csv` has it.
public struct RankRecord: TableRecord, Hashable {
    /// The key.
    public let code: RankCode
    /// The name in Japanese.
    public let nameJa: String
    /// The name in English.
    public let nameEn: String

    /// `ranks`.
    public static let table = "ranks"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try RankCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        _ = try row.choice("origin", EntryOrigin.self)
    }
}
