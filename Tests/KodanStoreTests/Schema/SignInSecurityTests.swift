import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("The second lock of sign-in", .database)
struct SignInSecurityTests {
    private let database = TestDatabase.current

    private static let tables = [
        "user_password", "user_totp", "recovery_code", "sign_in_link", "user_session", "sign_in_throttle",
        "known_address", "access_token",
    ]

    /// Two presenters, each with one row of everything.
    private func fill() async throws -> [Credential] {
        try await setTheScene()
        return try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO user_password SELECT id, decode(repeat('01', 16), 'hex'), decode(repeat('02', 32), 'hex'), 16384, 8, 5,
                       '2026-04-01' FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO user_totp (user_id, sealed_secret, key_version, enrolled_at)
                SELECT id, decode(repeat('03', 60), 'hex'), 1, '2026-04-01' FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO recovery_code (user_id, digest, created_at)
                SELECT id, sha256(display_name::bytea), '2026-04-01' FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO sign_in_link (purpose, user_id, digest, created_at, expires_at)
                SELECT 'sign_in', id, sha256(display_name::bytea), '2026-04-01', '2027-04-01' FROM app_user
                 WHERE display_name IN ('ana', 'ben');
                INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
                SELECT id, 'presenter', 'link', sha256(display_name::bytea), '2026-04-01', '2026-04-01', 60, '2027-04-01'
                  FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO sign_in_throttle SELECT 'pair', sha256(display_name::bytea), 1, '2026-04-01', '2026-04-01'
                  FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO known_address SELECT id, sha256(display_name::bytea), '2026-04-01'
                  FROM app_user WHERE display_name IN ('ana', 'ben');
                INSERT INTO access_token (user_id, role, digest, label, created_at, expires_at)
                SELECT id, 'presenter', sha256(display_name::bytea), 'x', '2026-04-01', '2027-04-01' FROM app_user
                 WHERE display_name IN ('ana', 'ben');
                """
            )
            return try session.rows(
                "SELECT id FROM app_user WHERE display_name IN ('ana', 'ben') ORDER BY id"
            ) {
                row throws(PostgresError) in
                .user(try row.value("id"), as: .presenter)
            }
        }
    }

    private func count(_ table: String, as credential: Credential) async throws -> Int {
        try await database.office.transaction(as: credential) { desk in
            try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    @Test("shows nobody another's rows")
    func foreign() async throws {
        let ana = try await fill()[0]
        let own: Set = ["user_password", "user_totp", "user_session", "access_token"]
        let watched: [Role: Set<String>] = [.administrator: own, .auditor: own]
        for table in Self.tables {
            #expect(try await count(table, as: ana) == (own.contains(table) ? 1 : 0), "\(table)")
            for role in Role.allCases {
                guard let credential = database.staff[role] else { continue }
                let sees = watched[role, default: []].contains(table) ? 2 : 0
                #expect(try await count(table, as: credential) == sees, "\(table) \(role)")
            }
            let outside = try await database.app.transaction { session in
                try session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)", as: Int.self)
            }
            #expect(outside == 0, "\(table)")
        }
    }

    @Test(
        "lets nobody read a secret, not even the service",
        arguments: [
            "SELECT hash FROM user_password", "SELECT salt FROM user_password", "SELECT * FROM user_password",
            "SELECT sealed_secret FROM user_totp", "SELECT digest FROM recovery_code",
            "SELECT digest FROM sign_in_link", "SELECT digest FROM user_session",
            "SELECT digest FROM access_token",
            "SELECT count(*) FROM access_token WHERE digest = sha256('ana')",
            "UPDATE access_token SET user_id = 1", "UPDATE user_session SET user_id = 1",
            "UPDATE user_session SET expires_at = '2099-01-01'", "UPDATE recovery_code SET used_at = NULL",
        ]
    )
    func secrets(sql: String) async throws {
        let ana = try await fill()[0]
        for credential in [ana, database.staff.administrator, database.staff.auditor, .system] {
            await #expect(throws: PostgresError.self) {
                try await database.office.transaction(as: credential) { desk in
                    _ = try desk.session.execute("\(unsafeSQL: sql)")
                }
            }
        }
    }

    @Test(
        "hands secrets out to the service only",
        arguments: [
            "SELECT * FROM kodan_proofs('ana@example.jp')", "SELECT * FROM kodan_pending_totp(1)",
            "SELECT * FROM kodan_stale_totp(2, 0, 10)",
            "SELECT kodan_use_recovery_code(1, 'x', '2026-04-01')",
            "SELECT kodan_link_user('x', 'sign_in', '2026-04-01', true)",
        ]
    )
    func functions(sql: String) async throws {
        let ana = try await fill()[0]
        for credential in [ana, database.staff.administrator, database.staff.coordinator] {
            await #expect(throws: PostgresError.self) {
                try await database.office.transaction(as: credential) { desk in
                    _ = try desk.session.execute("\(unsafeSQL: sql)")
                }
            }
        }
        _ = try await database.office.transaction(as: .system) { desk in
            try desk.session.execute("\(unsafeSQL: sql)")
        }
    }

    @Test("lets somebody end their own session, and have proved nothing more by it")
    func ownSession() async throws {
        let ana = try await fill()[0]
        for change in [
            "role = 'administrator'", "proof = 'password_and_code'", "last_seen_at = '2026-05-01'",
        ] {
            for credential in [ana, database.staff.administrator] {
                await #expect {
                    try await database.office.transaction(as: credential) { desk in
                        _ = try desk.session.execute("UPDATE user_session SET \(unsafeSQL: change)")
                    }
                } throws: {
                    ($0 as? PostgresError)?.sqlState == "42501"
                }
            }
        }
        let ended = try await database.office.transaction(as: ana) { desk in
            try desk.session.execute("UPDATE user_session SET ended_at = '2026-04-03'")
        }
        #expect(ended == 1)
    }

    @Test(
        "changes nothing of another's",
        arguments: [
            "UPDATE user_session SET ended_at = '2026-04-03' WHERE user_id <> kodan_user()",
            "UPDATE user_session SET role = 'host' WHERE user_id <> kodan_user()",
            "UPDATE access_token SET revoked_at = '2026-04-03' WHERE user_id <> kodan_user()",
            "UPDATE user_password SET set_at = '2026-04-03'", "DELETE FROM user_password",
            "UPDATE user_totp SET key_version = 2", "DELETE FROM user_totp", "DELETE FROM recovery_code",
            "DELETE FROM sign_in_link", "DELETE FROM user_session", "DELETE FROM sign_in_throttle",
            "DELETE FROM known_address",
        ]
    )
    func unchangeable(sql: String) async throws {
        let ana = try await fill()[0]
        for credential in [ana, database.staff.coordinator, database.staff.auditor] {
            let changed = try await database.office.transaction(as: credential) { desk in
                try desk.session.execute("\(unsafeSQL: sql)")
            }
            #expect(changed == 0)
        }
    }

    @Test("lets nobody make a session, a password or a token for another role")
    func insertions() async throws {
        let ana = try await fill()[0]
        let user = try #require(ana.user)
        let other = try #require(database.staff.clerk.user)
        for sql: SQL in [
            """
            INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
            VALUES (\(user), 'presenter', 'link', sha256('x'), '2026-04-02', '2026-04-02', 60, '2027-04-01')
            """,
            """
            INSERT INTO access_token (user_id, role, digest, label, created_at, expires_at)
            VALUES (\(user), 'approver', sha256('x'), 'x', '2026-04-02', '2027-04-01')
            """,
            """
            INSERT INTO access_token (user_id, role, digest, label, created_at, expires_at)
            VALUES (\(other), 'presenter', sha256('x'), 'x', '2026-04-02', '2027-04-01')
            """,
            """
            INSERT INTO user_password VALUES (\(other), sha256('x'), sha256('x'), 16384, 8, 5, '2026-04-02')
            """,
        ] {
            await #expect(throws: PostgresError.self) {
                try await database.office.transaction(as: ana) { desk in _ = try desk.session.execute(sql) }
            }
        }
    }
}
