import KodanDomain

/// A column that an import knows; its raw value is the English header.
public protocol ImportColumn: Hashable, CaseIterable, RawRepresentable<String>, Sendable {
    /// The Japanese headers, first the one that the template has.
    var japanese: [String] { get }
    /// What the header must have: of each entry one of the alternatives, whole.
    static var required: [[Set<Self>]] { get }
    /// Whether a refused value must not be shown whole, since it is a secret.
    var isSecret: Bool { get }
    /// Columns that registers have when they are exported, and that say nothing here.
    static var passedOver: Set<Self> { get }
}

extension ImportColumn {
    /// None.
    public static var passedOver: Set<Self> { [] }
}

/// What is wrong with the first line of a file; all of it at once.
public struct HeaderProblem: Error, Equatable, Sendable {
    /// Columns that nobody knows, as written; empty if the caller ignores them.
    public var unknown: [String]
    /// Columns that must be there, Japanese and English.
    public var missing: [String]
    /// Columns that stand there twice, as written the second time.
    public var doubled: [String]

    /// A problem with these columns.
    public init(unknown: [String] = [], missing: [String] = [], doubled: [String] = []) {
        self.unknown = unknown
        self.missing = missing
        self.doubled = doubled
    }

    /// Whether nothing is wrong.
    public var isEmpty: Bool { unknown.isEmpty && missing.isEmpty && doubled.isEmpty }
}

/// Which column stands where.
struct ImportHeader<Column: ImportColumn> {
    let names: [String]
    let positions: [Column: Int]
    let unknown: [String]
    /// Columns that are known and not read, as written.
    let passedOver: [String]
    /// Where no name stands, and nothing may stand below either: the empty columns that spreadsheets save too.
    let unnamed: [Int]

    /// What the file calls `column`; its Japanese name where the file has none.
    func name(of column: Column) -> String { positions[column].map { names[$0] } ?? column.japanese[0] }

    /// Reads the first line.
    ///
    /// Throws ``HeaderProblem``.
    init(_ fields: [String], ignoringUnknown: Bool) throws(HeaderProblem) {
        var known: [String: Column] = [:]
        for column in Column.allCases {
            for name in column.japanese + [column.rawValue] { known[headerKey(name)] = column }
        }
        var problem = HeaderProblem()
        var positions: [Column: Int] = [:]
        var unknown: [String] = []
        var unnamed: [Int] = []
        for (index, name) in fields.enumerated() {
            if let column = known[headerKey(name)] {
                if positions.updateValue(index, forKey: column) != nil { problem.doubled.append(name) }
            } else if name.allSatisfy(\.isWhitespace) {
                if !ignoringUnknown { unnamed.append(index) }
            } else {
                unknown.append(name)
            }
        }
        for alternatives in Column.required
        where !alternatives.contains(where: { $0.allSatisfy { positions[$0] != nil } }) {
            let absent = Column.allCases.filter { alternatives[0].contains($0) && positions[$0] == nil }
            problem.missing += absent.map { "\($0.japanese[0]) (\($0.rawValue))" }
        }
        if !ignoringUnknown { problem.unknown = unknown }
        guard problem.isEmpty else { throw problem }
        names = fields
        self.positions = positions
        self.unknown = unknown
        passedOver = Column.passedOver.compactMap { positions[$0] }.sorted().map { fields[$0] }
        self.unnamed = unnamed
    }
}

/// Headers are the same without regard to case, width, blanks, underscores and hyphens.
private func headerKey(_ name: String) -> String {
    String(name.normalized.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" })
}
