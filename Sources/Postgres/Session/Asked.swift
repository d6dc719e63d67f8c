/// The answer to a statement that travels with others; it is waited for when it is first looked at.
///
/// Not Sendable, like the session: it is looked at within the body of the transaction.
public final class Asked {
    private let session: Session
    /// Set when it has come.
    var answer: QueryResult?

    init(_ session: Session) {
        self.session = session
    }

    /// All rows, each made into a value.
    ///
    /// Throws `transactionAborted` if what it travelled with failed.
    public func rows<Value>(
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> [Value] {
        try settled().rows(as: transform)
    }

    /// The first row, made into a value; nil if there is none.
    ///
    /// Throws as ``rows(as:)`` does.
    public func first<Value>(
        as transform: (Row) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value? {
        let answer = try settled()
        return answer.rowCount > 0 ? try transform(Row(answer, at: 0)) : nil
    }

    private func settled() throws(PostgresError) -> QueryResult {
        if answer == nil { try session.settle() }
        guard let answer else { throw PostgresError(.transactionAborted) }
        return answer
    }
}
