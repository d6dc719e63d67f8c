import KodanDomain
import KodanMail
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

/// People who sign in, and where from.
struct SignInScene: Sendable {
    /// A Monday.
    static let today = moment("2026-06-01T10:00:00+09:00")
    static let password = "correct horse battery staple"
    static let home = ClientAddress("192.0.2.1")
    static let elsewhere = ClientAddress("198.51.100.7")

    let database = TestDatabase.current
    /// One office, as a server has one: it keeps uses and passwords in work.
    let office = TestDatabase.current.office(at: SignInScene.today)

    /// Somebody with these roles, and a password unless nil.
    func user(
        _ name: String,
        _ roles: [Role],
        password: String? = SignInScene.password
    ) async throws -> User.ID {
        let new = NewUser(email: try SignInScene.email(name), name: name)
        let administrator = database.staff.administrator
        let id = try await CreateUser(office: office)(new, roles: roles, as: administrator)
        if let password {
            try await SetPassword(office: office)(Password(password), of: id, as: administrator)
        }
        return id
    }

    static func email(_ name: String) throws -> EmailAddress { try EmailAddress("\(name)@example.jp") }

    func signIn(
        _ name: String,
        password: String = SignInScene.password,
        code: String? = nil,
        recoveryCode: String? = nil,
        as role: Role? = nil,
        from address: ClientAddress = SignInScene.home
    ) async throws -> StartedSession {
        let form = SignInForm(
            email: try SignInScene.email(name),
            password: try Password(typed: password),
            code: code,
            recoveryCode: recoveryCode
        )
        return try await SignIn(office: office)(form, as: role, from: address)
    }

    /// Sets up one-time codes for somebody who has a password; their key, recovery codes and session.
    func enrol(_ name: String) async throws -> (key: [UInt8], codes: [String], session: StartedSession) {
        let session = try await signIn(name)
        let credential = Credential.session(session.secret)
        let enrolled = try await EnrolTOTP(office: office)(as: credential)
        let key = try #require(Base32.bytes(of: enrolled.secret))
        let codes = try await ConfirmTOTP(office: office)(code(key), as: credential)
        return (key, codes, session)
    }

    /// The code that an authenticator with this key shows now, or so many steps from now.
    func code(_ key: [UInt8], steps: Int64 = 0) -> String {
        TimeCode.code(key, step: TimeCode.step(at: database.clock.now) + steps)
    }

    /// Puts the clock forward.
    func wait(minutes: Int = 0, seconds: Int = 0) {
        let now = database.clock.now.adding(minutes: minutes)
        database.clock.set(Instant(microseconds: now.microseconds + Int64(seconds) * 1_000_000))
    }

    /// As whom a session acts.
    func actor(_ session: StartedSession) async throws -> Actor {
        try await office.transaction(as: .session(session.secret)) { try $0.actor }
    }

    /// The secret in the newest mail to this address.
    func mailedSecret(to email: String) async throws -> String? {
        try await mailedLink(to: email)?.split(separator: "=").last.map { String($0) }
    }

    /// The link in the newest mail to this address that holds one.
    func mailedLink(to email: String) async throws -> String? {
        let room = MailRoom()
        _ = try await room.drain()()
        let body = room.mails.last { $0.to.address.text == email && $0.body.contains("?link=") }?.body ?? ""
        return body.split(whereSeparator: \.isWhitespace).first { $0.contains("?link=") }.map { String($0) }
    }

    /// What the record holds of sign-in, oldest first.
    func events(_ kind: String) async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(
                "SELECT action || ' ' || subject AS line FROM audit_event WHERE starts_with(action, \(kind)) ORDER BY id"
            ) { row throws(PostgresError) in try row.value("line") }
        }
    }
}
