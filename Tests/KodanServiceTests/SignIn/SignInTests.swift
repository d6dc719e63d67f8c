import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("Signing in", .database)
struct SignInTests {
    private let scene = SignInScene()

    @Test("answers a wrong address, a wrong password and a disabled user alike, and records each")
    func wrong() async throws {
        let user = try await scene.user("ana", [.presenter])
        _ = try await scene.user("ben", [.presenter], password: nil)
        let gone = try await scene.user("cat", [.presenter])
        try await DisableUser(office: scene.office)(
            gone,
            because: "退職",
            as: scene.database.staff.administrator
        )
        for (name, password) in [
            ("ana", "wrong horse battery"), ("nobody", SignInScene.password), ("ben", SignInScene.password),
            ("cat", SignInScene.password), ("ana", ""),
        ] {
            await #expect(throws: Refusal.signIn(.wrong), "\(name)") {
                try await scene.signIn(name, password: password)
            }
        }
        let events = try await scene.events("user.sign_in_refused")
        #expect(events.count == 5)
        #expect(events.prefix(2) == ["user.sign_in_refused \(user)", "user.sign_in_refused usr-unknown"])
    }

    @Test("begins no session by a password that is changed while it is checked")
    func changedMeanwhile() async throws {
        let user = try await scene.user("ana", [.presenter])
        // A wrong try leaves a count, for whose row the next try waits when it has read the password.
        await #expect(throws: Refusal.signIn(.wrong)) {
            try await scene.signIn("ana", password: "wrong horse battery")
        }
        let database = scene.database
        let held = Signal()
        let done = Signal()
        async let holding: Void = database.owner.transaction { session in
            try session.execute("SELECT kind FROM sign_in_throttle FOR UPDATE")
            held.open()
            while !done.isOpen { try session.execute("SELECT pg_sleep(0.02)") }
        }
        defer { done.open() }
        try await eventually(within: .seconds(60)) { held.isOpen }
        let late = Task { [scene] in try await scene.signIn("ana") }
        try await eventually(within: .seconds(60)) { try await database.waitersForLocks() > 0 }
        try await SetPassword(office: scene.office)(
            Password("another password of hers"),
            of: user,
            as: database.staff.administrator
        )
        done.open()
        try await holding
        await #expect(throws: Refusal.signIn(.wrong)) { try await late.value }
        let sessions: Int = try await database.owner.transaction { session in
            try session.value("SELECT count(*)::integer FROM user_session WHERE ended_at IS NULL")
        }
        #expect(sessions == 0)
    }

    @Test("takes the same password however a keyboard writes it")
    func normalized() async throws {
        _ = try await scene.user("ana", [.presenter], password: "パスワード１２３４５６７")
        let session = try await scene.signIn("ana", password: "ﾊﾟｽﾜｰﾄﾞ1234567")
        #expect(try await scene.actor(session).role == .presenter)
    }

    @Test("lets staff do nothing but set up one-time codes, until they have")
    func enrolment() async throws {
        let user = try await scene.user("ana", [.coordinator])
        let session = try await scene.signIn("ana")
        #expect(session.wantsTOTP)
        await #expect(throws: Refusal.signIn(.totpMissing)) { try await scene.actor(session) }
        await #expect(throws: Refusal.signIn(.totpMissing)) {
            try await ReadRequests(office: scene.office)(as: .session(session.secret))
        }
        let own = try await ReadSelf(office: scene.office)(as: .session(session.secret))
        #expect(own.user.entry.id == user && own.actor.limit == .enrolment)
        await #expect(throws: Refusal.signIn(.totpNotEnrolled)) {
            try await ConfirmTOTP(office: scene.office)("000000", as: .session(session.secret))
        }
        _ = try await EnrolTOTP(office: scene.office)(as: .session(session.secret))
        await #expect(throws: Refusal.signIn(.codeRefused)) {
            try await ConfirmTOTP(office: scene.office)("x", as: .session(session.secret))
        }
        let enrolled = try await scene.enrol("ana")
        #expect(enrolled.codes.count == 10 && Set(enrolled.codes).count == 10)
        #expect(try await scene.actor(enrolled.session).role == .coordinator)
        // The session that knew the password only has ended.
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(session) }
    }

    @Test("wants a code of those who have an authenticator, and takes each code once")
    func codes() async throws {
        _ = try await scene.user("ana", [.accountant])
        let key = try await scene.enrol("ana").key
        await #expect(throws: Refusal.signIn(.codeWanted)) { try await scene.signIn("ana") }
        // The code that confirmed the authenticator has served.
        await #expect(throws: Refusal.signIn(.wrong)) {
            try await scene.signIn("ana", code: scene.code(key))
        }
        scene.wait(seconds: 30)
        let session = try await scene.signIn("ana", code: scene.code(key))
        #expect(session.entry.proof == .passwordAndCode && !session.wantsTOTP)
        #expect(try await scene.actor(session).role == .accountant)
        for steps in [Int64(0), -1] {
            await #expect(throws: Refusal.signIn(.wrong)) {
                try await scene.signIn("ana", code: scene.code(key, steps: steps))
            }
        }
        let ahead = scene.code(key, steps: 1)
        _ = try await scene.signIn("ana", code: ahead)
        await #expect(throws: Refusal.signIn(.wrong)) {
            try await scene.signIn("ana", password: "wrong horse battery", code: scene.code(key))
        }
    }

    @Test("takes a recovery code instead, once, and records it")
    func recovery() async throws {
        let user = try await scene.user("ana", [.approver])
        let codes = try await scene.enrol("ana").codes
        let session = try await scene.signIn("ana", recoveryCode: codes[3].lowercased())
        #expect(session.entry.proof == .passwordAndCode)
        await #expect(throws: Refusal.signIn(.wrong)) {
            try await scene.signIn("ana", recoveryCode: codes[3])
        }
        _ = try await scene.signIn("ana", recoveryCode: codes[4])
        #expect(try await scene.events("user.recovery").count == 2)
        // Two of ten have served.
        let own = ReadSelf(office: scene.office)
        #expect(try await own.recoveryCodesLeft(as: .session(session.secret)) == 8)
        // Who lost both begins anew.
        let administrator = scene.database.staff.administrator
        try await RemoveTOTP(office: scene.office)(of: user, as: administrator)
        await #expect(throws: Refusal.notSignedIn) { try await scene.actor(session) }
        #expect(try await scene.signIn("ana").wantsTOTP)
        await #expect(throws: Refusal.notFound("\(user)")) {
            try await RemoveTOTP(office: scene.office)(of: user, as: administrator)
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await RemoveTOTP(office: scene.office)(of: user, as: scene.database.staff.auditor)
        }
    }

    @Test("tells by mail of each change of password and codes, and of a recovery code that was used")
    func notices() async throws {
        func notices(of name: String) async throws -> Int {
            try await scene.database.owner.transaction { session in
                try session.value(
                    """
                    SELECT count(*)::integer FROM outbox_message
                     WHERE kind = 'sign_in_changed' AND recipient = \(SignInScene.email(name))
                    """
                )
            }
        }
        let user = try await scene.user("ana", [.approver])
        #expect(try await notices(of: "ana") == 1)
        let (_, codes, session) = try await scene.enrol("ana")
        #expect(try await notices(of: "ana") == 2)
        try await ChangePassword(office: scene.office)(
            from: Password(SignInScene.password),
            to: Password("another password of hers"),
            at: SignInScene.home,
            as: .session(session.secret)
        )
        #expect(try await notices(of: "ana") == 3)
        _ = try await scene.signIn("ana", password: "another password of hers", recoveryCode: codes[0])
        #expect(try await notices(of: "ana") == 4)
        await #expect(throws: Refusal.signIn(.wrong)) {
            try await scene.signIn("ana", password: "another password of hers", recoveryCode: codes[0])
        }
        try await RemoveTOTP(office: scene.office)(of: user, as: scene.database.staff.administrator)
        #expect(try await notices(of: "ana") == 5)
        try await ResetPassword(office: scene.office)(user, as: scene.database.staff.administrator)
        let link = try #require(await scene.mailedSecret(to: "ana@example.jp"))
        let byLink = SetPasswordByLink(office: scene.office)
        try await byLink(link, to: Password("a third password of hers"), from: SignInScene.home)
        #expect(try await notices(of: "ana") == 6)
        await #expect(throws: Refusal.signIn(.linkSpent)) {
            try await byLink(link, to: Password("a fourth password"), from: SignInScene.home)
        }
        #expect(try await notices(of: "ana") == 6)
    }

    @Test("gives the role that is asked for, else the first that is held, and no other")
    func roles() async throws {
        _ = try await scene.user("ana", [.presenter, .host, .clerk])
        #expect(try await scene.signIn("ana").entry.role == .clerk)
        let session = try await scene.signIn("ana", as: .host)
        #expect(session.roles == [.clerk, .presenter, .host])
        #expect(try await scene.actor(session).role == .host)
        await #expect(throws: Refusal.notPermitted(.approver)) {
            try await scene.signIn("ana", as: .approver)
        }
        let choose = ChooseRole(office: scene.office)
        #expect(try await choose(.presenter, as: .session(session.secret)).role == .presenter)
        #expect(try await scene.actor(session).role == .presenter)
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await choose(.auditor, as: .session(session.secret))
        }
        // A role of staff wants a code first.
        _ = try await choose(.clerk, as: .session(session.secret))
        await #expect(throws: Refusal.signIn(.totpMissing)) { try await scene.actor(session) }
    }
}
