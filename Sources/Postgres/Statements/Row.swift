/// One row of a result; not Sendable: read what you need within the body.
public struct Row {
    private let result: QueryResult
    private let index: Int32

    init(_ result: QueryResult, at index: Int) {
        self.result = result
        self.index = Int32(index)
    }

    /// The value of `column`; throws a decoding error if it is missing, NULL or not of this type.
    ///
    /// Inlined, like ``optional(_:as:)``, so that a row of a million costs no look-up of types.
    @inlinable
    public func value<Value: SQLDecodable>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let value = try optional(column, as: type) else {
            throw .decoding(column: column, expected: "\(type), not NULL")
        }
        return value
    }

    /// The value of `column`, nil for NULL; throws a decoding error if it is missing or not of this type.
    @inlinable
    public func optional<Value: SQLDecodable>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        guard let text = try text(column) else { return nil }
        guard let value = Value(sqlText: text) else { throw .decoding(column: column, expected: "\(type)") }
        return value
    }

    /// Whether `column` is NULL; throws a decoding error if it is missing.
    public func isNull(_ column: String) throws(PostgresError) -> Bool {
        try text(column) == nil
    }

    @usableFromInline
    func text(_ column: String) throws(PostgresError) -> String? {
        guard let position = result.index(of: column) else {
            throw .decoding(column: column, expected: "a column of the result")
        }
        return result.text(row: index, column: position)
    }
}
