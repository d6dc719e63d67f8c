import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A session", .database)
struct SessionTests {
    private let scene = SignInScene()
    private var administrator: Credential { scene.database.staff.administrator }

    @Test("ends an hour after its last use, which is noted now and then")
    func idle() async throws {
        _ = try await scene.user("ana", [.host])
        let session = try await scene.signIn("ana")
        for _ in 0..<5 {
            scene.wait(minutes: 50)
            _ = try await scene.actor(session)
            #expect(try await NoteUses(office: scene.office)() == 1)
        }
        #expect(try await NoteUses(office: scene.office)() == 0)
        scene.wait(minutes: SessionLimits.idleMinutes)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(session) }
    }

    @Test("ends after a long day, however busy")
    func absolute() async throws {
        _ = try await scene.user("ana", [.host])
        let session = try await scene.signIn("ana")
        for _ in 0..<14 {
            scene.wait(minutes: 50)
            _ = try await scene.actor(session)
            _ = try await NoteUses(office: scene.office)()
        }
        scene.wait(minutes: 21)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(session) }
    }

    @Test("ends with a sign-out, and by hand from another one")
    func endings() async throws {
        let user = try await scene.user("ana", [.host])
        _ = try await scene.user("ben", [.host])
        let stranger = try await scene.signIn("ben")
        let (one, two, three) = (
            try await scene.signIn("ana"), try await scene.signIn("ana"), try await scene.signIn("ana")
        )
        try await SignOut(office: scene.office)(as: .session(one.secret))
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(one) }
        let sessions = try await ReadSessions(office: scene.office)(as: .session(two.secret))
        #expect(sessions.items.map(\.id) == [two.entry.id, three.entry.id])
        #expect(sessions.items.allSatisfy { $0.user == user })
        let end = EndSession(office: scene.office)
        await #expect(throws: Refusal.notFound("\(three.entry.id)")) {
            try await end(three.entry.id, as: .session(stranger.secret))
        }
        try await end(three.entry.id, as: .session(two.secret))
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(three) }
        await #expect(throws: Refusal.notFound("\(three.entry.id)")) {
            try await end(three.entry.id, as: .session(two.secret))
        }
        await #expect(throws: Refusal.signIn(.sessionWanted)) {
            try await SignOut(office: scene.office)(as: scene.database.staff.clerk)
        }
    }

    @Test("ends when its user loses the role, is disabled, or changes the password elsewhere")
    func consequences() async throws {
        let user = try await scene.user("ana", [.host, .presenter])
        let host = try await scene.signIn("ana", as: .host)
        let presenter = try await scene.signIn("ana", as: .presenter)
        scene.wait(minutes: 1)
        try await RevokeRole(office: scene.office)(.presenter, from: user, as: administrator)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(presenter) }
        let other = try await scene.signIn("ana")
        try await ChangePassword(office: scene.office)(
            from: Password(typed: SignInScene.password),
            to: Password("another horse battery"),
            at: SignInScene.home,
            as: .session(host.secret)
        )
        _ = try await scene.actor(host)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(other) }
        await #expect(throws: Refusal.signIn(.passwordRefused)) {
            try await ChangePassword(office: scene.office)(
                from: Password(typed: SignInScene.password),
                to: Password("a third horse battery"),
                at: SignInScene.home,
                as: .session(host.secret)
            )
        }
        let disable = DisableUser(office: scene.office)
        try await disable(user, because: "退職", as: administrator)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(host) }
        await #expect(throws: Refusal.signIn(.userState(user, isActive: false))) {
            try await disable(user, because: "退職", as: administrator)
        }
        try await EnableUser(office: scene.office)(user, as: administrator)
        // It stays ended.
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(host) }
        await #expect(throws: Refusal.signIn(.userState(user, isActive: true))) {
            try await EnableUser(office: scene.office)(user, as: administrator)
        }
    }

    @Test("of an administrator does not disable itself, and nobody else disables anybody")
    func ownAccess() async throws {
        let own = try #require(administrator.user)
        await #expect(throws: Refusal.signIn(.ownAccess(own))) {
            try await DisableUser(office: scene.office)(own, because: "x", as: administrator)
        }
        for use in [scene.database.staff.coordinator, scene.database.staff.auditor] {
            await #expect(throws: Refusal.self) {
                try await DisableUser(office: scene.office)(own, because: "x", as: use)
            }
        }
        await #expect(throws: Refusal.notFound("usr-999")) {
            try await EnableUser(office: scene.office)(User.ID(999), as: administrator)
        }
    }
}
