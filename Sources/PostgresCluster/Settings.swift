/// The server's settings, written anew at each start; `postgresql.conf` of the data folder is not read.
struct Settings {
    /// Where it listens.
    var socket: ClusterSocket
    /// Whether what is committed survives a crash of the machine.
    var durable: Bool

    /// The text of the settings file.
    var text: String {
        let lines = [
            "listen_addresses = ''",
            "port = \(socket.port)",
            // A list of folders: the inner quotes keep spaces and keep the path one.
            "unix_socket_directories = \(quoted("\"\(socket.folder.replacing("\"", with: "\"\""))\""))",
            "unix_socket_permissions = 0700",
            "max_connections = 200",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "log_line_prefix = '%m [%p] '",
        ]
        // Whoever counts what a page asks of the database reads `pg_stat_statements`; it costs a private server little.
        let careless = [
            "fsync = off", "synchronous_commit = off", "full_page_writes = off",
            "shared_preload_libraries = 'pg_stat_statements'", "pg_stat_statements.track_utility = off",
            "pg_stat_statements.max = 50000",
        ]
        return (lines + (durable ? [] : careless)).joined(separator: "\n") + "\n"
    }

    private func quoted(_ value: String) -> String {
        var text = "'"
        for character in value {
            if character == "'" || character == "\\" { text.append(character) }
            text.append(character)
        }
        return text + "'"
    }
}
