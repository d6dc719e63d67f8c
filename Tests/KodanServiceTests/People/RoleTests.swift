import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Testing

@Suite("Users, roles and tokens", .database)
struct RoleTests {
    private let database = TestDatabase.current

    private func user(_ roles: [Role]) async throws -> User.ID {
        let new = NewUser(email: try EmailAddress("new@example.jp"), name: "new")
        return try await CreateUser(office: database.office)(
            new,
            roles: roles,
            as: database.staff.administrator
        )
    }

    @Test("keep one address to one user, in any case")
    func oneAddress() async throws {
        _ = try await user([.clerk])
        let again = NewUser(email: try EmailAddress("NEW@example.jp"), name: "again")
        await #expect(throws: Refusal.emailTaken(again.email)) {
            try await CreateUser(office: database.office)(again, roles: [], as: database.staff.administrator)
        }
    }

    @Test("begin and end with grant and revocation")
    func grants() async throws {
        let office = database.office
        let user = try await user([])
        let credential = Credential.user(user, as: .clerk)
        await #expect(throws: Refusal.notSignedIn) { try await office.transaction(as: credential) { _ in } }
        try await GrantRole(office: office)(.clerk, to: user, as: database.staff.administrator)
        try await office.transaction(as: credential) { _ in }
        await #expect(throws: Refusal.roleHeld(user, .clerk)) {
            try await GrantRole(office: office)(.clerk, to: user, as: database.staff.administrator)
        }
        database.clock.advance(minutes: 1)
        try await RevokeRole(office: office)(.clerk, from: user, as: database.staff.administrator)
        await #expect(throws: Refusal.notSignedIn) { try await office.transaction(as: credential) { _ in } }
        await #expect(throws: Refusal.roleNotHeld(user, .clerk, in: nil)) {
            try await RevokeRole(office: office)(.clerk, from: user, as: database.staff.administrator)
        }
    }

    @Test("of money are given to nobody by themself", arguments: [Role.accountant, .approver])
    func ownMoney(role: Role) async throws {
        let administrator = database.staff.administrator
        let (grant, own) = (GrantRole(office: database.office), try #require(administrator.user))
        await #expect(throws: Refusal.ownAffair("\(own)")) {
            try await grant(role, to: own, as: administrator)
        }
        await #expect(throws: Refusal.notSignedIn) {
            try await database.office.transaction(as: .user(own, as: role)) { _ in }
        }
        try await grant(.auditor, to: own, as: administrator)
    }

    @Test("may be taken away at the instant at which they were given, and given again")
    func sameInstant() async throws {
        let office = database.office
        let user = try await user([])
        for _ in 1...2 {
            try await GrantRole(office: office)(.clerk, to: user, as: database.staff.administrator)
            try await RevokeRole(office: office)(.clerk, from: user, as: database.staff.administrator)
            await #expect(throws: Refusal.notSignedIn) {
                try await office.transaction(as: .user(user, as: .clerk)) { _ in }
            }
        }
    }

    @Test("are the administrator's alone")
    func administratorOnly() async throws {
        await #expect(throws: Refusal.notPermitted(.coordinator)) {
            try await GrantRole(office: database.office)(
                .clerk,
                to: User.ID(1),
                as: database.staff.coordinator
            )
        }
    }

    @Test("let a token in until it is revoked or expires")
    func tokens() async throws {
        let office = database.office
        let user = try await user([.clerk])
        let issue = IssueToken(office: office)
        func token(_ byte: UInt8) async throws -> IssuedToken {
            try await issue(
                to: user,
                as: .clerk,
                label: "test",
                days: 10,
                random: [UInt8](repeating: byte, count: 32),
                as: database.staff.administrator
            )
        }
        let revoked = try await token(1)
        let kept = try await token(2)
        #expect(try await office.transaction(as: .token(revoked.text)) { try $0.actor.user } == user)
        try await RevokeToken(office: office)(revoked.id, as: database.staff.administrator)
        await #expect(throws: Refusal.notSignedIn) {
            try await office.transaction(as: .token(revoked.text)) { _ in }
        }
        try await office.transaction(as: .token(kept.text)) { _ in }
        database.clock.advance(days: 10)
        await #expect(throws: Refusal.notSignedIn) {
            try await office.transaction(as: .token(kept.text)) { _ in }
        }
    }
}
