import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("Links by mail", .database)
struct LinkTests {
    private let scene = SignInScene()

    private func ask(_ name: String, from address: ClientAddress = SignInScene.home) async throws {
        try await RequestSignInLink(office: scene.office)(SignInScene.email(name), from: address)
    }

    private func outbox() async throws -> [String] {
        try await scene.database.owner.transaction { session in
            try session.rows(
                "SELECT kind || ' ' || recipient || ' ' || values::text AS line FROM outbox_message ORDER BY id"
            ) { row throws(PostgresError) in try row.value("line") }
        }
    }

    @Test("let hosts and presenters in, once and for a quarter of an hour")
    func signIn() async throws {
        let user = try await scene.user("ana", [.presenter], password: nil)
        try await ask("ana")
        let link = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        // Whoever reads the outbox cannot use it.
        #expect(try await !outbox().joined().contains(link))
        let byLink = SignInByLink(office: scene.office)
        let session = try await byLink(link, from: SignInScene.home)
        #expect(session.entry.proof == .link && session.entry.user == user)
        #expect(try await scene.actor(session).role == .presenter)
        await #expect(throws: Refusal.signIn(.linkSpent)) { try await byLink(link, from: SignInScene.home) }
        try await ask("ana")
        let late = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        scene.wait(minutes: SessionLimits.linkMinutes)
        await #expect(throws: Refusal.signIn(.linkSpent)) { try await byLink(late, from: SignInScene.home) }
        await #expect(throws: Refusal.signIn(.linkSpent)) {
            try await byLink("kdl_x", from: SignInScene.home)
        }
    }

    @Test("make tokens that serve thirty days at most, of which their holder is told")
    func tokens() async throws {
        let user = try await scene.user("ana", [.presenter], password: nil)
        try await ask("ana")
        let link = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        let session = try await SignInByLink(office: scene.office)(link, from: SignInScene.home)
        func issue(days: Int) async throws -> IssuedToken {
            try await IssueToken(office: scene.office)(
                to: user,
                as: .presenter,
                label: "x",
                days: days,
                random: [UInt8](repeating: 7, count: 32),
                as: .session(session.secret)
            )
        }
        await #expect(throws: Refusal.field(FieldRefused(.days, expected: .integer(1...30)))) {
            try await issue(days: 31)
        }
        let token = try await issue(days: 30)
        #expect(try await outbox().contains { $0.hasPrefix("token_issued ana@example.jp") })
        // A password that is set anew closes it.
        try await scene.office.transaction(as: .token(token.text)) { _ in }
        try await SetPassword(office: scene.office)(
            Password(SignInScene.password),
            of: user,
            as: scene.database.staff.administrator
        )
        await #expect(throws: Refusal.notSignedIn) {
            try await scene.office.transaction(as: .token(token.text)) { _ in }
        }
    }

    @Test("lead on to the page that was wanted, if it is one of the office's own")
    func next() async throws {
        _ = try await scene.user("ana", [.presenter], password: nil)
        let pages = [
            ("/requests/new", "&next=/requests/new"), ("//evil.example", ""), ("https://evil.example", ""),
            ("/a?b=c", ""), ("/a&link=kdl_x", ""), ("/", ""), ("/a\nb", ""),
            ("/" + String(repeating: "a", count: 200), ""),
        ]
        for (page, expected) in pages {
            try await RequestSignInLink(office: scene.office)(
                SignInScene.email("ana"),
                leadingTo: page,
                from: SignInScene.home
            )
            let link = try #require(await scene.mailedLink(to: "ana@example.jp"))
            let tail = try #require(link.firstMatch(of: /\?link=kdl_[A-Za-z0-9_\-]+(.*)$/)).1
            #expect(tail == expected, "\(page)")
            scene.wait(minutes: 60)
        }
    }

    @Test("are answered alike for every address, and take as long")
    func sameAnswer() async throws {
        _ = try await scene.user("ana", [.presenter], password: nil)
        _ = try await scene.user("ben", [.clerk], password: nil)
        let gone = try await scene.user("cat", [.host], password: nil)
        try await DisableUser(office: scene.office)(
            gone,
            because: "退職",
            as: scene.database.staff.administrator
        )
        for name in ["ana", "ben", "cat", "nobody"] {
            let time = await ContinuousClock().measure { try? await ask(name) }
            #expect(time > .milliseconds(249), "\(name)")
        }
        let mails = try await outbox()
        #expect(mails.count == 1 && mails[0].hasPrefix("sign_in_link ana@example.jp"))
    }

    @Test("are few in an hour, and those that were mailed still serve")
    func few() async throws {
        _ = try await scene.user("ana", [.presenter], password: nil)
        try await ask("ana")
        let first = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        for host in 1...8 { try await ask("ana", from: ClientAddress("203.0.113.\(host)")) }
        #expect(try await outbox().count == AttemptBudget.mail.free + 1)
        _ = try await SignInByLink(office: scene.office)(first, from: SignInScene.home)
    }

    @Test("do not open what staff may do")
    func staffRoles() async throws {
        _ = try await scene.user("ana", [.presenter, .administrator], password: nil)
        try await ask("ana")
        let link = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        let byLink = SignInByLink(office: scene.office)
        await #expect(throws: Refusal.signIn(.passwordWanted)) {
            try await byLink(link, as: .administrator, from: SignInScene.home)
        }
        let session = try await byLink(link, from: SignInScene.home)
        #expect(session.roles == [.presenter])
        let credential = Credential.session(session.secret)
        await #expect(throws: Refusal.signIn(.passwordWanted)) {
            try await ChooseRole(office: scene.office)(.administrator, as: credential)
        }
        await #expect(throws: Refusal.signIn(.passwordWanted)) {
            try await EnrolTOTP(office: scene.office)(as: credential)
        }
        let typed = try Password(typed: SignInScene.password)
        await #expect(throws: Refusal.signIn(.passwordWanted)) {
            try await ChangePassword(office: scene.office)(
                from: typed,
                to: Password("another horse battery"),
                at: SignInScene.home,
                as: credential
            )
        }
    }

    @Test("set a password once, and end what the old one opened")
    func password() async throws {
        let user = try await scene.user("ana", [.host])
        let old = try await scene.signIn("ana")
        let reset = ResetPassword(office: scene.office)
        let administrator = scene.database.staff.administrator
        try await reset(user, as: administrator)
        let link = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        // It is no link to sign in with, and the old password serves until it is used.
        await #expect(throws: Refusal.signIn(.linkSpent)) {
            try await SignInByLink(office: scene.office)(link, from: SignInScene.home)
        }
        _ = try await scene.actor(old)
        let set = SetPasswordByLink(office: scene.office)
        let new = try Password("another horse battery")
        try await set(link, to: new, from: SignInScene.home)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(old) }
        await #expect(throws: Refusal.signIn(.wrong)) { try await scene.signIn("ana") }
        _ = try await scene.signIn("ana", password: "another horse battery")
        await #expect(throws: Refusal.signIn(.linkSpent)) {
            try await set(link, to: new, from: SignInScene.home)
        }
        try await reset(user, as: administrator)
        let late = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        scene.wait(minutes: SessionLimits.passwordLinkMinutes)
        await #expect(throws: Refusal.signIn(.linkSpent)) {
            try await set(late, to: new, from: SignInScene.home)
        }
        await #expect(throws: Refusal.notFound("usr-999")) {
            try await reset(User.ID(999), as: administrator)
        }
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await reset(user, as: scene.database.staff.coordinator)
        }
        try await DisableUser(office: scene.office)(user, because: "退職", as: administrator)
        await #expect(throws: Refusal.signIn(.userState(user, isActive: false))) {
            try await reset(user, as: administrator)
        }
    }
}
