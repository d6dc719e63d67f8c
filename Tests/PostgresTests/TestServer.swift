import Glibc
import Postgres

@testable import PostgresCluster

/// A private server for this test process, on a Unix socket in a fresh temporary folder.
///
/// It ends with the process: a shell reads from a pipe whose writing end only this process has, and stops the
/// server when the pipe closes, however the process ends.
struct TestServer: Sendable {
    /// The server that all suites share, started by the first that asks.
    static let shared = Result { try TestServer() }

    private static let port = 5432

    /// The programs of the installed server, found as the demo finds them.
    private let binaries: String
    private let folder = "/tmp/postgres-tests-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

    struct Failure: Error {
        let command: String
        let status: Int32
    }

    /// Starts a server; a test that stops or restarts one starts its own.
    init() throws {
        binaries = try Binaries.newest().folder
        try run(
            """
            set -e; mkdir -m 700 \(folder); cd \(folder); echo secret > password
            \(binaries)/initdb -D data -U postgres -A scram-sha-256 --pwfile=password \
                --locale=C.UTF-8 -E UTF8 -N
            { echo "unix_socket_directories = '\(folder)'"; echo "listen_addresses = ''"
              echo "fsync = off"; echo "max_connections = 300"; } >> data/postgresql.conf
            """
        )
        try stopWithThisProcess()
        try run("\(binaries)/pg_ctl -D \(folder)/data -w start -l \(folder)/log")
    }

    /// The options of `database`, as the superuser unless another role is named; a busy machine may take long to
    /// answer so many tests at once.
    func options(
        database: String = "postgres",
        user: String = "postgres",
        password: String = "secret"
    ) throws -> ConnectionOptions {
        try ConnectionOptions(url: url(database: database, user: user, password: password))
    }

    /// The same as a text, which another process may be told.
    func url(database: String, user: String = "postgres", password: String = "secret") -> String {
        "postgresql://\(user):\(password)@/\(database)?host=\(folder)&port=\(Self.port)&connect_timeout=120"
    }

    /// Stops the server and starts it again, as an operator would.
    func restart() throws {
        try run("\(binaries)/pg_ctl -D \(folder)/data -m fast -w restart -l \(folder)/log")
    }

    private func run(_ script: String) throws {
        let child = try Self.spawn("exec >/dev/null 2>&1 </dev/null; " + script, input: nil)
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        guard status == 0 else { throw Failure(command: script, status: status) }
    }

    private func stopWithThisProcess() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Failure(command: "pipe", status: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = try Self.spawn(
            """
            trap '' INT TERM HUP; exec >/dev/null 2>&1; cd /; read -r line
            \(binaries)/pg_ctl -D \(folder)/data -m immediate -w stop; rm -rf \(folder)
            """,
            input: ends[0]
        )
        // The writing end stays open, and unused, until this process ends.
        close(ends[0])
    }

    /// Starts a shell as a user whom PostgreSQL accepts; only `input`, as its standard input, is passed on.
    private static func spawn(_ script: String, input: Int32?) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        let asPostgres = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
        let words = (asPostgres + ["sh", "-c", script]).map { strdup($0) }
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let status = posix_spawnp(&child, asPostgres.first ?? "sh", &actions, nil, words + [nil], environ)
        guard status == 0 else { throw Failure(command: script, status: status) }
        return child
    }
}
