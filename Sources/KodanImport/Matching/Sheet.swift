import KodanDomain

/// A row of a spreadsheet that is matched.
public protocol SheetRow: Hashable, Sendable {
    /// What the row is called, as written; each once.
    var id: String { get }
}

/// A spreadsheet read whole: the good rows, and everything that is wrong with the others.
public struct Sheet<Row: SheetRow>: Sendable {
    /// The rows that can be used, in the order of the file.
    public private(set) var rows: [Row] = []
    /// What is wrong with the others, by line.
    public private(set) var problems: [RowProblem] = []
    /// How many rows are bad.
    public private(set) var refused = 0
    /// The columns that nobody knows and that the caller said to ignore, as written.
    public private(set) var ignoredColumns: [String] = []
    /// The ids of all rows, good or bad, normalized.
    public private(set) var ids: Set<String> = []

    fileprivate init<Format: ImportFormat>(
        _ source: @escaping ByteSource,
        _ gazetteer: Gazetteer,
        _: Format.Type,
        ignoringUnknownColumns: Bool,
        read: @escaping (inout RowFields<Format.Column>) -> Row?
    ) throws where Format.Draft == Row, Format.Column: SheetColumn {
        var ids: Set<String> = []
        var file = try ImportFile<Format>(
            source,
            vocabulary: ImportVocabulary(municipalities: gazetteer.names),
            ignoringUnknownColumns: ignoringUnknownColumns
        ) { row, _ in
            let draft = read(&row)
            let id = row.text(.id)
            if !id.isEmpty, !ids.insert(id).inserted { row.refuse(.id, .once) }
            return draft
        }
        ignoredColumns = file.ignoredColumns
        while let row = try file.next() {
            if let failure = gazetteer.failure { throw failure }
            switch row {
            case .draft(_, let draft): rows.append(draft)
            case .refused(let found):
                refused += 1
                problems += found
            }
        }
        self.ids = ids
    }
}

extension Sheet<SheetPresenter> {
    /// Reads a spreadsheet of presenters, UTF-8 or CP932; ``PresenterSheetFormat`` says what it is like.
    ///
    /// An id that an earlier row has, good or bad, is refused. Throws ``HeaderProblem`` if columns are missing, doubled
    /// or, unless the caller ignores them, unknown, ``SheetBroken``, ``TextEncodingError``, what the source throws, and
    /// ``TableProblem``, ``FileUnreadable`` or ``GzipError`` if a postal code was asked for and their table cannot be
    /// read.
    public init(
        presenters source: @escaping ByteSource,
        _ gazetteer: Gazetteer,
        ignoringUnknownColumns: Bool = false
    ) throws {
        try self.init(
            source,
            gazetteer,
            PresenterSheetFormat.self,
            ignoringUnknownColumns: ignoringUnknownColumns
        ) { row in row.presenter(gazetteer) }
    }
}

extension Sheet<SheetRequest> {
    /// Reads a spreadsheet of requests, UTF-8 or CP932; ``RequestSheetFormat`` says what it is like.
    ///
    /// Of `presenters`, the ids of the other sheet, must be whom a host wishes for or does not want; nil takes anybody.
    /// Throws as that of presenters.
    public init(
        requests source: @escaping ByteSource,
        _ gazetteer: Gazetteer,
        of presenters: Set<String>? = nil,
        ignoringUnknownColumns: Bool = false
    ) throws {
        try self.init(
            source,
            gazetteer,
            RequestSheetFormat.self,
            ignoringUnknownColumns: ignoringUnknownColumns
        ) { row in row.request(gazetteer, presenters) }
    }
}
