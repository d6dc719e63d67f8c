public import KodanDomain

/// Where an entry of a catalogue comes from.
public enum EntryOrigin: String, Sendable, CaseIterable {
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
    /// Where it comes from.
    public let origin: EntryOrigin

    /// `topics`.
    public static let table = "topics"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try TopicCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        origin = try row.choice("origin")
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
    /// Whether it must be renewed.
    public let expires: Bool
    /// Where it comes from.
    public let origin: EntryOrigin

    /// `qualifications`.
    public static let table = "qualifications"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "expires", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try QualificationCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        expires = try row.flag("expires")
        origin = try row.choice("origin")
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
    /// Where it comes from.
    public let origin: EntryOrigin

    /// `ranks`.
    public static let table = "ranks"
    /// The columns.
    public static let columns = ["code", "name_ja", "name_en", "origin"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try RankCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        origin = try row.choice("origin")
    }
}

/// The topics.
public typealias TopicTable = TableReader<TopicRecord>
/// The qualifications.
public typealias QualificationTable = TableReader<QualificationRecord>
/// The ranks.
public typealias RankTable = TableReader<RankRecord>

extension ImportVocabulary {
    /// The words of the body's tables: every code, and every Japanese and English name.
    public init(
        municipalities: MunicipalityNames,
        topics: [TopicRecord],
        qualifications: [QualificationRecord],
        ranks: [RankRecord]
    ) {
        self.init(
            municipalities: municipalities,
            topics: words(topics.map { ($0.code, [$0.code.text, $0.nameJa, $0.nameEn]) }),
            qualifications: words(qualifications.map { ($0.code, [$0.code.text, $0.nameJa, $0.nameEn]) }),
            ranks: words(ranks.map { ($0.code, [$0.code.text, $0.nameJa, $0.nameEn]) })
        )
    }
}

private func words<Code>(_ entries: [(Code, [String])]) -> [String: Code] {
    var table: [String: Code] = [:]
    for (code, names) in entries {
        for name in names { table[name.normalized] = code }
    }
    return table
}
