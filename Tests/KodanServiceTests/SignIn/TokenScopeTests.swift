import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("A token", .database)
struct TokenScopeTests {
    private let scene = SignInScene()
    private var staff: Staff { scene.database.staff }

    private func issue(
        to user: User.ID,
        as role: Role,
        _ scopes: Set<TokenScope>?,
        label: String = "test",
        days: Int = 10,
        as credential: Credential
    ) async throws -> IssuedToken {
        try await IssueToken(office: scene.office)(
            to: user,
            as: role,
            label: label,
            days: days,
            scopes: scopes,
            random: scene.office.chance.bytes(32),
            as: credential
        )
    }

    @Test("serves in its scopes, writing holding reading, and nowhere else")
    func scopes() async throws {
        let clerk = try #require(staff.clerk.user)
        let token = try await issue(
            to: clerk,
            as: .clerk,
            [TokenScope(.lectures, .write), TokenScope(.requests, .read)],
            as: staff.administrator
        )
        func enter(_ needed: TokenScope?) async throws {
            try await scene.office.transaction(as: .token(token.text, needing: needed)) { _ in }
        }
        for needed in [
            TokenScope(.lectures, .write), TokenScope(.lectures, .read), TokenScope(.requests, .read),
        ] {
            try await enter(needed)
        }
        for missing in [TokenScope(.requests, .write), TokenScope(.money, .read)] {
            await #expect(throws: Refusal.signIn(.scopeMissing(missing))) { try await enter(missing) }
        }
        // Where no scope is named, a limited token does not serve.
        await #expect(throws: Refusal.signIn(.limitedToken)) { try await enter(nil) }
        await #expect(throws: Refusal.notSignedIn) {
            try await scene.office.transaction(as: .token("kdn_x", needing: TokenScope(.money, .read))) { _ in
            }
        }
    }

    @Test("tells when it was last used, to half a minute, though reading writes nothing")
    func lastUse() async throws {
        let clerk = try #require(staff.clerk.user)
        let token = try await issue(to: clerk, as: .clerk, nil, as: staff.administrator)
        let read = ReadTokens(office: scene.office)
        #expect(try await read(token.id, as: staff.auditor).lastUsedAt == nil)
        scene.wait(minutes: 5)
        let used = scene.database.clock.now
        let reading = TransactionOptions(readOnly: true)
        try await scene.office.transaction(as: .token(token.text), reading) { _ in }
        #expect(try await NoteUses(office: scene.office)() == 1)
        scene.wait(minutes: 5)
        #expect(try await NoteUses(office: scene.office)() == 0)
        #expect(try await read(token.id, as: staff.auditor).lastUsedAt == used)
    }

    @Test("is one's own to issue in a session, to list and to end; others' are not")
    func own() async throws {
        let user = try await scene.user("ana", [.host, .presenter])
        let session = try await scene.signIn("ana", as: .host)
        let credential = Credential.session(session.secret)
        let token = try await issue(to: user, as: .host, [TokenScope(.requests, .write)], as: credential)
        for (other, role) in [(try #require(staff.clerk.user), Role.clerk), (user, .presenter)] {
            await #expect(throws: Refusal.notPermitted(.host)) {
                try await issue(to: other, as: role, nil, as: credential)
            }
        }
        // A token that got lost makes no further ones.
        let wide = try await issue(to: user, as: .host, nil, as: credential)
        await #expect(throws: Refusal.signIn(.sessionWanted)) {
            try await issue(to: user, as: .host, nil, as: .token(wide.text))
        }
        let foreign = try await issue(
            to: try #require(staff.clerk.user),
            as: .clerk,
            nil,
            as: staff.administrator
        )
        let read = ReadTokens(office: scene.office)
        let clerk = try #require(staff.clerk.user)
        #expect(try await read(as: credential).items.map(\.id) == [token.id, wide.id])
        #expect(try await read(token.id, as: credential).scopes == [TokenScope(.requests, .write)])
        await #expect(throws: Refusal.notFound("\(foreign.id)")) {
            try await read(foreign.id, as: credential)
        }
        await #expect(throws: Refusal.notPermitted(.host)) {
            try await read(of: clerk, as: credential)
        }
        #expect(try await read(as: staff.auditor).items.count == 3)
        let revoke = RevokeToken(office: scene.office)
        await #expect(throws: Refusal.notFound("\(foreign.id)")) {
            try await revoke(foreign.id, as: credential)
        }
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await revoke(token.id, as: staff.auditor)
        }
        try await revoke(token.id, as: credential)
        await #expect(throws: Refusal.tokenRevoked(token.id)) { try await revoke(token.id, as: credential) }
        try await revoke(wide.id, as: staff.administrator)
    }

    @Test("of an administrator makes none that may do more than itself")
    func narrowing() async throws {
        let administrator = try #require(staff.administrator.user)
        let clerk = try #require(staff.clerk.user)
        let own: Set = [TokenScope(.users, .write), TokenScope(.lectures, .read)]
        let token = try await issue(to: administrator, as: .administrator, own, as: staff.administrator)
        let credential = Credential.token(token.text, needing: TokenScope(.users, .write))
        _ = try await issue(to: clerk, as: .clerk, [TokenScope(.lectures, .read)], as: credential)
        await #expect(throws: Refusal.signIn(.scopeMissing(TokenScope(.lectures, .write)))) {
            try await issue(to: clerk, as: .clerk, [TokenScope(.lectures, .write)], as: credential)
        }
        await #expect(throws: Refusal.self) { try await issue(to: clerk, as: .clerk, nil, as: credential) }
    }

    @Test("has a label, an end and at least one scope, or none named")
    func bounds() async throws {
        let clerk = try #require(staff.clerk.user)
        let administrator = staff.administrator
        await #expect(throws: Refusal.field(FieldRefused(.label, expected: .present))) {
            try await issue(to: clerk, as: .clerk, nil, label: " ", as: administrator)
        }
        await #expect(throws: Refusal.field(FieldRefused(.scopes, expected: .present))) {
            try await issue(to: clerk, as: .clerk, [], as: administrator)
        }
        for days in [0, 3651, Int.max] {
            await #expect(throws: Refusal.field(FieldRefused(.days, expected: .integer(IssueToken.days)))) {
                try await issue(to: clerk, as: .clerk, nil, days: days, as: administrator)
            }
        }
        await #expect(throws: Refusal.roleNotHeld(clerk, .approver, in: nil)) {
            try await issue(to: clerk, as: .approver, nil, as: administrator)
        }
        await #expect(throws: Refusal.notFound("usr-99999")) {
            try await issue(to: User.ID(99999), as: .clerk, nil, as: administrator)
        }
        try await DisableUser(office: scene.office)(clerk, because: "退職", as: administrator)
        await #expect(throws: Refusal.signIn(.userState(clerk, isActive: false))) {
            try await issue(to: clerk, as: .clerk, nil, as: administrator)
        }
    }
}
