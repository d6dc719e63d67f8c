import CPostgres

/// Where the server is, who logs in, and how long anything may take.
///
/// It never prints the password. Every session speaks UTF-8, writes dates in ISO order and times in `Asia/Tokyo`.
public struct ConnectionOptions: Sendable {
    /// libpq's parameters by keyword, the password among them.
    private var parameters: [String: String]

    /// What `pg_stat_activity` shows; defaults to the one in the URL, or `swift`.
    public var applicationName: String {
        get { parameters["application_name"] ?? "swift" }
        set { parameters["application_name"] = newValue }
    }
    /// The longest that one statement may take; nil leaves it to the role or the server.
    public var statementTimeout: Duration?
    /// The longest that a statement may wait for one lock; nil leaves it to the role or the server.
    public var lockTimeout: Duration?
    /// The longest that a transaction may idle before the server ends the session; nil leaves it to the role.
    public var idleInTransactionTimeout: Duration?

    /// Reads `postgresql://user:password@host:port/database?…`, or libpq's `key=value` form.
    ///
    /// What the URL leaves out is set so that a dead network is noticed: `connect_timeout` 10 s,
    /// `tcp_user_timeout` 30 s, keepalives after 30 s. Only a server that takes writes is meant
    /// (`target_session_attrs`): of several hosts a standby is passed over, one alone is refused at once. Throws
    /// `configuration`; the message never quotes the URL. So it does for a password in which `/` or `@` stands as it
    /// is: libpq would take its rest for a host or a port, and say so in words that go into logs.
    public init(url: String) throws(PostgresError) {
        guard !url.utf8.contains(0), ConnectionOptions.isCutRight(url), let fields = PQconninfoParse(url, nil)
        else {
            throw PostgresError(.configuration("the connection URL cannot be read"))
        }
        defer { PQconninfoFree(fields) }
        parameters = [
            "connect_timeout": "10", "tcp_user_timeout": "30000", "keepalives_idle": "30",
            "keepalives_interval": "10", "keepalives_count": "3", "application_name": "swift",
            "target_session_attrs": "read-write",
        ]
        var field = fields
        while let keyword = field.pointee.keyword {
            if let value = field.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            field += 1
        }
        parameters["client_encoding"] = "UTF8"
    }

    /// Whether no `@` stands before the query but the one between the password and the host; libpq's `key=value` form
    /// is not cut at signs.
    private static func isCutRight(_ url: String) -> Bool {
        guard let scheme = ["postgresql://", "postgres://"].first(where: { url.hasPrefix($0) }) else {
            return true
        }
        let place = url.dropFirst(scheme.count).prefix { $0 != "?" }
        return place.prefix { $0 != "/" }.count { $0 == "@" } == place.count { $0 == "@" }
            && place.count { $0 == "@" } <= 1
    }

    /// The name of the database; nil for the one named like the user.
    public var database: String? {
        get { parameters["dbname"] }
        set { parameters["dbname"] = newValue }
    }

    /// The role that logs in; nil for the operating system's user.
    public var user: String? {
        get { parameters["user"] }
        set { parameters["user"] = newValue }
    }

    /// How long connecting may take, as libpq counts it: never less than two seconds; nil for a limit of zero or less,
    /// which is none.
    var connectTimeout: Duration? {
        let seconds = parameters["connect_timeout"].flatMap { Int64($0) } ?? 0
        return seconds > 0 ? .seconds(max(seconds, 2)) : nil
    }

    /// Keywords and values for `PQconnectdbParams`.
    var keywords: [(keyword: String, value: String)] {
        parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The statements that give a session its settings.
    ///
    /// They do not go with the start of the session, as `options`: a pooler such as PgBouncer refuses that.
    var settings: String {
        var settings = ["DateStyle = 'ISO, YMD'", "TimeZone = 'Asia/Tokyo'", "bytea_output = 'hex'"]
        for (name, duration) in [
            ("statement_timeout", statementTimeout), ("lock_timeout", lockTimeout),
            ("idle_in_transaction_session_timeout", idleInTransactionTimeout),
        ] {
            if let duration { settings.append("\(name) = \(duration.wholeMilliseconds)") }
        }
        return settings.map { "SET \($0)" }.joined(separator: "; ")
    }
}

extension ConnectionOptions: CustomStringConvertible, CustomReflectable {
    /// Role, host, port and database; never the password.
    public var description: String {
        let host = parameters["host"] ?? parameters["hostaddr"] ?? "local"
        return "\(user ?? "")@\(host):\(parameters["port"] ?? "5432")/\(database ?? "")"
    }

    /// The description only, so that `dump` shows no password either.
    public var customMirror: Mirror {
        Mirror(self, children: ["target": description])
    }
}

extension Duration {
    /// Milliseconds, rounded up, so that a short limit never becomes zero, which means none.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
