import KodanTestSupport
import Postgres
import Testing

@Suite("The rules of sign-in in the schema", .database)
struct SignInRuleTests {
    private static let user =
        "INSERT INTO app_user (email, display_name, state, created_at) "
        + "VALUES ('ana@example.jp', 'ana', 'active', '2026-04-01'); "
    private static let id = "(SELECT id FROM app_user WHERE display_name = 'ana')"
    private static let digest = "decode(repeat('07', 32), 'hex')"

    private func session(_ role: String, _ proof: String, _ more: String = "'2026-04-02'") -> String {
        Self.user + """
            INSERT INTO user_session (user_id, role, proof, digest, created_at, last_seen_at, idle_minutes, expires_at)
            VALUES (\(Self.id), '\(role)', '\(proof)', \(Self.digest), '2026-04-01', '2026-04-01', 60, \(more))
            """
    }

    @Test("let a link by mail be enough for hosts and presenters only")
    func proofs() async throws {
        #expect(try await constraint(refusing: session("host", "link")) == nil)
        #expect(try await constraint(refusing: session("presenter", "link")) == nil)
        #expect(try await constraint(refusing: session("clerk", "password")) == nil)
        for role in ["coordinator", "clerk", "accountant", "approver", "auditor", "administrator"] {
            #expect(try await constraint(refusing: session(role, "link")) == "user_session_staff")
        }
        #expect(try await constraint(refusing: session("system", "password")) == "user_session_role")
        #expect(try await constraint(refusing: session("host", "nothing")) == "user_session_proof")
        #expect(
            try await constraint(refusing: session("host", "link", "'2026-04-01'")) == "user_session_lives"
        )
    }

    @Test("limit tokens to scopes that exist, and to one at least")
    func scopes() async throws {
        func token(_ scopes: String) -> String {
            Self.user + """
                INSERT INTO access_token (user_id, role, digest, label, scopes, created_at, expires_at)
                VALUES (\(Self.id), 'clerk', \(Self.digest), 'x', \(scopes), '2026-04-01', '2026-05-01')
                """
        }
        #expect(try await constraint(refusing: token("NULL")) == nil)
        #expect(try await constraint(refusing: token("'{money:read,money:write}'")) == nil)
        for scopes in ["'{}'", "'{money:delete}'", "'{NULL}'", "'{money:read,everything}'"] {
            #expect(try await constraint(refusing: token(scopes)) == "access_token_scopes", "\(scopes)")
        }
    }

    @Test("take a one-time code once, and keep one key that serves and one that is set up")
    func totp() async throws {
        func key(_ confirmed: String, _ step: String) -> String {
            """
            INSERT INTO user_totp (user_id, sealed_secret, key_version, enrolled_at, confirmed_at, last_step)
            VALUES (\(Self.id), decode(repeat('07', 60), 'hex'), 1, '2026-04-01', \(confirmed), \(step));
            """
        }
        let both = Self.user + key("'2026-04-01'", "5") + key("NULL", "NULL")
        #expect(try await constraint(refusing: both) == nil)
        #expect(try await constraint(refusing: both + key("'2026-04-01'", "5")) == "user_totp_one")
        #expect(try await constraint(refusing: both + key("NULL", "NULL")) == "user_totp_pending")
        #expect(try await constraint(refusing: Self.user + key("NULL", "5")) == "user_totp_used")
        #expect(try await constraint(refusing: Self.user + key("'2026-04-01'", "NULL")) == "user_totp_used")
        #expect(
            try await constraint(refusing: both + "UPDATE user_totp SET last_step = 6 WHERE last_step = 5")
                == nil
        )
        for step in [5, 4] {
            let again = both + "UPDATE user_totp SET last_step = \(step) WHERE last_step = 5"
            #expect(try await constraint(refusing: again) == "user_totp_step_once")
        }
    }

    @Test("keep links to what they are for")
    func links() async throws {
        func link(_ purpose: String, _ user: String, _ offer: String, _ used: String = "NULL") -> String {
            Self.user + """
                INSERT INTO sign_in_link (purpose, user_id, offer_id, digest, created_at, expires_at, used_at)
                VALUES ('\(purpose)', \(user), \(offer), \(Self.digest), '2026-04-01', '2026-04-02', \(used))
                """
        }
        #expect(try await constraint(refusing: link("sign_in", Self.id, "NULL")) == nil)
        #expect(try await constraint(refusing: link("password", Self.id, "NULL", "'2026-04-01'")) == nil)
        #expect(try await constraint(refusing: link("sign_in", "NULL", "NULL")) == "sign_in_link_for")
        #expect(try await constraint(refusing: link("sign_in", Self.id, "1")) == "sign_in_link_for")
        #expect(try await constraint(refusing: link("offer", "NULL", "NULL")) == "sign_in_link_for")
        #expect(try await constraint(refusing: link("offer", Self.id, "1")) == "sign_in_link_for")
        #expect(try await constraint(refusing: link("else", Self.id, "NULL")) == "sign_in_link_purpose")
        let used = link("offer", "NULL", "1", "'2026-04-01'")
        #expect(try await constraint(refusing: used) == "sign_in_link_offer_stays")
    }

    @Test("keep passwords that are hashed, with a salt and enough work")
    func passwords() async throws {
        func password(_ salt: Int = 16, _ hash: Int = 32, _ rounds: Int = 16384) -> String {
            Self.user + """
                INSERT INTO user_password (user_id, salt, hash, rounds, block_size, parallelism, set_at)
                VALUES (\(Self.id), decode(repeat('07', \(salt)), 'hex'), decode(repeat('07', \(hash)), 'hex'), \(rounds), 8,
                        5, '2026-04-01')
                """
        }
        #expect(try await constraint(refusing: password()) == nil)
        #expect(try await constraint(refusing: password(8)) == "user_password_salt")
        #expect(try await constraint(refusing: password(16, 20)) == "user_password_hash")
        #expect(try await constraint(refusing: password(16, 32, 1024)) == "user_password_rounds")
    }
}
