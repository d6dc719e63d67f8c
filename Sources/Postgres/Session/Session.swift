import CPostgres

/// One conversation with the server; it owns the `PGconn` and blocks its thread while the server works.
///
/// Deliberately not Sendable: it lives inside the body of a transaction, on its connection's thread. After a
/// failed statement the transaction is lost (but see `savepoint`) and every further statement fails.
public final class Session {
    let connection: OpaquePointer
    let canceller: Canceller
    var statements = StatementCache(capacity: 256)
    /// How many savepoints and cursors were named so far, so that each gets a name of its own.
    var lastName = 0

    /// What travels with the next statement.
    var postponed: [Postponed] = []
    /// How far the transaction is whose statements all travel together; nil in any other.
    var oneTrip: OneTrip?
    /// Whether the answer to a COMMIT that nobody waited for is still to be taken.
    var owesAnswer = false
    /// When what the server was asked is no longer waited for, and the connection given up; nil: it may take its time.
    var givesUpAt: ContinuousClock.Instant?

    /// Connects, checks the server's version and gives the session its settings.
    ///
    /// Blocks for as long as `connect_timeout` allows, twice: until it is let in, and until it has its settings.
    init(_ options: ConnectionOptions, canceller: Canceller) throws(PostgresError) {
        connection = try Session.connect(options)
        self.canceller = canceller
        let version = Int(PQserverVersion(connection))
        guard version >= 150_000 else { throw PostgresError(.serverTooOld(found: version)) }
        canceller.attach(to: connection)
        try take(options)
    }

    /// Gives the session its settings, in the time that connecting may take: a server that is stuck, or a pooler before
    /// one, may let in whom it then does not answer.
    private func take(_ options: ConnectionOptions) throws(PostgresError) {
        givesUpAt = options.connectTimeout.map { ContinuousClock.now.advanced(by: $0) }
        defer { givesUpAt = nil }
        do throws(PostgresError) {
            try control(options.settings)
        } catch {
            var error = error
            // As libpq says it of connecting.
            if let givesUpAt, givesUpAt <= .now { error.serverMessage = "timeout expired" }
            throw error
        }
    }

    deinit {
        canceller.detach()
        PQfinish(connection)
    }

    /// Whether the connection is lost.
    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }

    /// Whether the transaction is lost: after a failed statement, or with the connection.
    public var isLost: Bool { transactionStatus == PQTRANS_INERROR || isBroken }

    /// Where the session is: idle, in a transaction, or in a failed one.
    var transactionStatus: PGTransactionStatusType { PQtransactionStatus(connection) }

    /// Runs a statement; how many rows it inserted, changed, deleted or gave.
    @discardableResult
    public func execute(_ sql: SQL) throws(PostgresError) -> Int {
        try run(sql).affectedRows
    }

    /// Runs several statements, separated by semicolons, without binds: for migrations.
    ///
    /// Outside a transaction the server runs them as one, unless the text itself says otherwise.
    public func script(_ text: String) throws(PostgresError) {
        try text.refuseNUL()
        try perform { PQsendQuery($0, text) }
    }

    /// Sends `payload` to whoever listens on `channel`, when the transaction commits.
    public func notify(channel: String, payload: String) throws(PostgresError) {
        try execute("SELECT pg_notify(\(channel), \(payload))")
    }

    private static func connect(_ options: ConnectionOptions) throws(PostgresError) -> OpaquePointer {
        let pairs = options.keywords
        let keywords = try BindArena(pairs.map(\.keyword) + [nil])
        let values = try BindArena(pairs.map(\.value) + [nil])
        let made = keywords.withPointers { _, keywords in
            values.withPointers { _, values in PQconnectdbParams(keywords, values, 0) }
        }
        guard let made else { throw PostgresError(.connection) }
        // Notices would otherwise be printed to standard error.
        PQsetNoticeReceiver(made, { _, _ in }, nil)
        guard PQstatus(made) == CONNECTION_OK else {
            defer { PQfinish(made) }
            var error = PostgresError(.connection)
            error.serverMessage = String(cString: PQerrorMessage(made)).trimmed
            throw error
        }
        return made
    }
}
