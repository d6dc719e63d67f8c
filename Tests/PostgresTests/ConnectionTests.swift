import Postgres
import Testing

@Suite("Connecting")
struct ConnectionTests {
    @Test("fails with what the server said, without the password in the description")
    func fails() async throws {
        let server = try TestServer.shared.get()
        for (options, expected) in [
            (try server.options(password: "hunter2"), "password authentication failed"),
            (try server.options(database: "missing"), "\"missing\" does not exist"),
            (try ConnectionOptions(url: "postgresql://me:hunter2@/x?host=/nonexistent"), "No such file"),
            (try ConnectionOptions(url: "postgresql://me:hunter2@127.0.0.1:1/x"), "Connection refused"),
        ] {
            let error = await #expect(throws: PostgresError.self) { try await Connection.open(options) }
            #expect(error?.kind == .connection)
            #expect(error?.serverMessage?.contains(expected) == true)
            #expect(error?.description == "PostgresError: connection")
            let told = try #require(error).told
            #expect(told.contains(expected) && !told.contains("\n") && !told.contains("hunter2"))
            var dumped = ""
            dump(options, to: &dumped)
            #expect(
                !dumped.isEmpty && !(dumped + "\(options)" + String(reflecting: options)).contains("hunter2")
            )
        }
    }

    @Test("refuses a server older than version 15", arguments: [("14.9", 140_009), ("9.6.24", 90_624)])
    func refusesOldServer(version: String, found: Int) async throws {
        let server = try GreetingServer(version: version)
        await #expect(throws: PostgresError(.serverTooOld(found: found))) {
            try await Connection.open(server.options)
        }
    }

    @Test(
        "takes the versions from 15 on, and wants nothing at the start that a pooler does not hand on",
        arguments: ["15.0", "18.1 (Debian 18.1-1)"]
    )
    func takesNewServer(version: String) async throws {
        let connection = try await Connection.open(GreetingServer(version: version).options)
        #expect(connection.isUsable)
        await connection.close()
    }

    @Test("gives up a server that lets it in and then says nothing", .timeLimit(.minutes(1)))
    func mute() async throws {
        let server = try GreetingServer(version: "15.0", isMute: true)
        let error = await #expect(throws: PostgresError.self) {
            _ = try await Connection.open(server.options)
        }
        #expect(error?.kind == .connection && error?.serverMessage == "timeout expired")
    }

    @Test(
        "refuses a URL that cannot be read, or cuts a password apart, without quoting it",
        arguments: [
            "postgresql://me:hunter%zz@/x", "postgresql://me:hun/ter2@127.0.0.1:1/x",
            "postgres://me:hun@ter2@127.0.0.1:1/x", "postgresql://me:h@un/ter2@127.0.0.1:1/x",
            "postgresql://me:12/ter2@127.0.0.1:1/x?sslmode=disable",
        ]
    )
    func refusesURL(url: String) {
        #expect(throws: PostgresError(.configuration("the connection URL cannot be read"))) {
            try ConnectionOptions(url: url)
        }
    }

    @Test(
        "takes every form of a URL whose password is written as one",
        arguments: [
            ("postgresql://me:hun%2Fter%402@db.example:5433/x", "me@db.example:5433/x"),
            ("postgres://me@a.example:1,b.example:2/x?sslmode=disable", "me@a.example,b.example:1,2/x"),
            ("postgresql://db.example/x?user=me&password=hun@ter/2", "me@db.example:5432/x"),
            ("postgresql:///x?host=@abstract&user=me", "me@@abstract:5432/x"),
            ("host=db.example dbname=x user=me password=hun/ter@2", "me@db.example:5432/x"),
        ]
    )
    func takesURL(url: String, target: String) throws {
        #expect(try "\(ConnectionOptions(url: url))" == target)
    }

    @Test("goes to no host that takes no writes, as a standby does not, unless the URL says so")
    func passesOverStandbys() async throws {
        try await withDatabase { options in
            let name = try #require(options.database)
            let one = try TestServer.shared.get().url(database: name)
            let several = one.replacing(/host=([^&]*)/) { "host=\($0.1),\($0.1)" }
            let connection = try await Connection.open(ConnectionOptions(url: several))
            try await connection.autocommit { session in
                try session.script("ALTER DATABASE \(name) SET default_transaction_read_only = on")
            }
            await connection.close()
            for url in [one, several] {
                let error = await #expect(throws: PostgresError.self) {
                    try await Connection.open(ConnectionOptions(url: url))
                }
                #expect(error?.kind == .connection)
                #expect(error?.serverMessage?.contains("read-only") == true)
                let reader = try await Connection.open(
                    ConnectionOptions(url: url + "&target_session_attrs=any")
                )
                #expect(try await reader.answer() == 1)
                await reader.close()
            }
        }
    }

    @Test("sets the limits asked for")
    func setsLimits() async throws {
        var options = try TestServer.shared.get().options()
        // Long enough for what is not asleep on a busy machine.
        options.statementTimeout = .milliseconds(2500)
        options.lockTimeout = .seconds(30)
        options.idleInTransactionTimeout = .seconds(40)
        options.applicationName = "limits of the test"
        let connection = try await Connection.open(options)
        let shown = try await connection.transaction { session in
            try [
                "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout",
                "application_name",
            ].map { try session.value("SELECT current_setting(\($0))", as: String.self) }
        }
        #expect(shown == ["2500ms", "30s", "40s", "limits of the test"])
        let error = await #expect(throws: PostgresError.self) {
            try await connection.transaction { try $0.execute("SELECT pg_sleep(60)") }
        }
        #expect(error?.kind == .server && error?.sqlState == "57014")
        await connection.close()
        await #expect(throws: PostgresError(.closed)) { try await connection.transaction { _ in } }
    }
}
