/// What went wrong between the program and the server.
///
/// Its `description` names the kind, the SQLSTATE, the constraint and the table, never data; what the server
/// said, which may quote a row, is only in `serverMessage` and `debugDescription`.
public struct PostgresError: Error, Sendable, Equatable {
    /// Which of the parties refused, and why.
    public enum Kind: Sendable, Equatable {
        /// The URL or an option cannot be used.
        case configuration(String)
        /// The server cannot be reached, refused the login, or the connection was lost.
        case connection
        /// The server is older than version 15; `found` as libpq counts it: 140009 is 14.9.
        case serverTooOld(found: Int)
        /// The server refused a statement; see `sqlState`.
        case server
        /// A column is missing, NULL or not of the type asked for.
        case decoding(column: String, expected: String)
        /// A statement or a bind holds a NUL character, which PostgreSQL cannot store.
        case nulCharacter
        /// A statement gave another number of rows than the one asked for.
        case rowCount(found: Int)
        /// The task was cancelled; the statement did not take effect.
        case cancelled
        /// No connection became free before the pool's deadline.
        case poolTimeout
        /// As many tasks as the pool allows are waiting already.
        case poolFull
        /// The pool or the connection is closed.
        case closed
        /// A statement failed and the body went on as if it had not: the transaction was rolled back.
        case transactionAborted
        /// A postponed statement gave what was not accepted; what travelled with it does not count.
        case refused
        /// The connection was lost during COMMIT: whether it took effect is not known.
        case commitUnknown
        /// A statement was used in a way that the session cannot follow; the text says which.
        case misuse(String)
    }

    /// Which of the parties refused, and why.
    public var kind: Kind
    /// The five characters of the SQL standard, such as `23505`.
    public var sqlState: String?
    /// The constraint that was violated.
    public var constraint: String?
    /// The table that the error is about.
    public var table: String?
    /// The column that the error is about.
    public var column: String?
    /// The schema of that table.
    public var schema: String?
    /// What the server or libpq said; it may quote data.
    public var serverMessage: String?

    /// An error of `kind` without the server's fields.
    public init(_ kind: Kind) {
        self.kind = kind
    }

    /// A column that is missing, NULL or not `expected`.
    public static func decoding(column: String, expected: String) -> PostgresError {
        PostgresError(.decoding(column: column, expected: expected))
    }

    /// Whether the same transaction may succeed when tried again: a serialization failure or a deadlock.
    public var isRetryable: Bool {
        sqlState == "40001" || sqlState == "40P01"
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Kind, SQLSTATE, constraint and table; never data.
    public var description: String {
        var parts = ["PostgresError: \(kind)"]
        if let sqlState { parts.append("SQLSTATE \(sqlState)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let table { parts.append("table \(table)") }
        return parts.joined(separator: ", ")
    }

    /// The description for a log: of a connection that could not be had or was lost also why, in libpq's own words (a
    /// wrong password, no server); never data.
    public var told: String {
        // With a code it is a statement that was refused, whose words may quote a row.
        guard kind == .connection, sqlState == nil, let serverMessage else { return description }
        let lines = serverMessage.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        return "\(description): \(lines.joined(separator: " "))"
    }

    /// The description and what the server said, which may quote data.
    public var debugDescription: String {
        guard let serverMessage else { return description }
        return "\(description): \(serverMessage)"
    }
}

/// A transaction that failed and could not be rolled back; its connection is discarded.
public struct RollbackFailure: Error, CustomStringConvertible {
    /// Why the transaction failed.
    public let cause: any Error
    /// Why it could not be rolled back.
    public let rollback: PostgresError

    /// Both errors, as each describes itself.
    public var description: String { "RollbackFailure: \(rollback) after \(cause)" }
}
