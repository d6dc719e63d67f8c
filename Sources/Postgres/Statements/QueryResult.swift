import CPostgres

/// The answer to one statement; it owns the `PGresult` and frees it.
final class QueryResult {
    private let pointer: OpaquePointer
    /// What its columns are called.
    private lazy var columns = ColumnNames(
        (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) }
    )
    /// Behind the column that was looked up last: rows are mostly read in the order of their columns.
    private var next = 0

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    /// Takes the names of the columns from an earlier answer to the same statement, or gives them for later ones.
    func share(_ known: inout ColumnNames?) {
        let count = Int(PQnfields(pointer))
        guard count > 0 else { return }
        if let known, known.count == count { columns = known } else { known = columns }
    }

    /// What kind of answer it is.
    var status: ExecStatusType { PQresultStatus(pointer) }

    /// How many rows there are.
    var rowCount: Int { Int(PQntuples(pointer)) }

    /// How many rows the statement inserted, changed, deleted, copied or gave.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// The command tag, such as `COMMIT`.
    var commandTag: String { String(cString: PQcmdStatus(pointer)) }

    /// The name of the first column; nil if the statement gives no rows.
    var firstColumn: String? {
        PQnfields(pointer) > 0 ? String(cString: PQfname(pointer, 0)) : nil
    }

    /// The index of `column`; nil if there is none of that name.
    func index(of column: String) -> Int32? {
        guard let index = columns.index(of: column, from: next) else { return nil }
        next = index + 1
        return Int32(index)
    }

    /// The text of one cell; nil for NULL.
    func text(row: Int32, column: Int32) -> String? {
        guard PQgetisnull(pointer, row, column) == 0, let start = PQgetvalue(pointer, row, column) else {
            return nil
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column)))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The error that the server reported; nil if it reported none.
    var error: PostgresError? {
        guard status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE else { return nil }
        var error = PostgresError(.server)
        error.sqlState = field("C")
        error.constraint = field("n")
        error.table = field("t")
        error.column = field("c")
        error.schema = field("s")
        error.serverMessage = String(cString: PQresultErrorMessage(pointer)).trimmed
        return error
    }

    /// One field of the error report, by its code in the protocol (PostgreSQL 15 manual, 55.8).
    private func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }
}

extension String {
    /// The text without the line ends that libpq puts after messages.
    var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
