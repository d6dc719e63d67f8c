import CSV
public import KodanDomain

/// A kind of file that can be imported: its columns, and how a row becomes a draft.
public protocol ImportFormat {
    /// The columns.
    associatedtype Column: ImportColumn
    /// What a row becomes.
    associatedtype Draft: Hashable, Sendable
    /// Fields of one row by Japanese header, as the template shows them.
    static var example: [(Column, String)] { get }
}

/// What gives words in a file their meaning: the tables that the body keeps.
public struct ImportVocabulary: Sendable {
    /// Names and codes of municipalities.
    public var municipalities: MunicipalityNames
    /// Topics by code and by name; where empty, every well-formed code is taken.
    public var topics: [String: TopicCode]
    /// Qualifications by code and by name; where empty, every well-formed code is taken.
    public var qualifications: [String: QualificationCode]
    /// Ranks by code and by name; where empty, every well-formed code is taken.
    public var ranks: [String: RankCode]
    /// How banks shorten legal forms in the names of holders of accounts.
    public var abbreviations: CorporateAbbreviations

    /// A vocabulary of these tables; keys are normalized.
    public init(
        municipalities: MunicipalityNames,
        topics: [String: TopicCode] = [:],
        qualifications: [String: QualificationCode] = [:],
        ranks: [String: RankCode] = [:],
        abbreviations: CorporateAbbreviations = .none
    ) {
        self.municipalities = municipalities
        self.topics = topics
        self.qualifications = qualifications
        self.ranks = ranks
        self.abbreviations = abbreviations
    }
}

/// A file that is read row by row: UTF-8 or CP932, parted by commas or tabs, headers in Japanese or English.
///
/// Memory is that of one row, however many there are. Nothing is saved.
public struct ImportFile<Format: ImportFormat> {
    private var reader: CSVReader
    private let header: ImportHeader<Format.Column>
    private let vocabulary: ImportVocabulary
    private let read: (inout RowFields<Format.Column>, ImportVocabulary) -> Format.Draft?

    init(
        _ source: @escaping ByteSource,
        vocabulary: ImportVocabulary,
        ignoringUnknownColumns: Bool,
        read: @escaping (inout RowFields<Format.Column>, ImportVocabulary) -> Format.Draft?
    ) throws {
        let text = TextSource(source)
        var reader = try CSVReader(text)
        let first = try SheetBroken.naming { try reader.next()?.fields ?? [] }
        header = try ImportHeader(first, ignoringUnknown: ignoringUnknownColumns)
        self.reader = reader
        self.vocabulary = vocabulary
        self.read = read
    }

    /// The columns that are not read, as written: what nobody knows and the caller said to ignore, and what an exported
    /// register has and this installation gives anew.
    public var ignoredColumns: [String] { header.unknown + header.passedOver }

    /// What became of the next row; nil at the end.
    ///
    /// Rows of blanks are passed over. Throws ``SheetBroken`` and ``TextEncodingError``, after which nothing more can
    /// be read, or what the source throws.
    public mutating func next() throws -> ImportedRow<Format.Draft>? {
        while let record = try SheetBroken.naming({ try reader.next() }) {
            var row = RowFields(line: record.line, fields: record.fields, header: header)
            if row.isEmpty { continue }
            let draft = read(&row, vocabulary)
            guard row.problems.isEmpty, let draft else { return .refused(row.problems) }
            return .draft(line: record.line, draft)
        }
        return nil
    }

    /// A file with every column and one row, UTF-8 with a byte order mark so that Excel opens it rightly.
    public static var template: [UInt8] {
        let example = Dictionary(Format.example) { first, _ in first }
        let columns = Format.example.map(\.0)
        var bytes = CSVWriter.byteOrderMark
        CSVWriter.append(columns.map { $0.japanese[0] }, to: &bytes)
        CSVWriter.append(columns.map { example[$0] ?? "" }, to: &bytes)
        return bytes
    }
}
