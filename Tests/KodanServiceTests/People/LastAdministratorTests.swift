import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("The last administrator", .database)
struct LastAdministratorTests {
    private let scene = SignInScene()
    private var administrator: Credential { scene.database.staff.administrator }

    @Test("keeps the role, until another has it too")
    func revoke() async throws {
        let own = try #require(administrator.user)
        let revoke = RevokeRole(office: scene.office)
        await #expect(throws: Refusal.signIn(.lastAdministrator(own))) {
            try await revoke(.administrator, from: own, as: administrator)
        }
        let other = try await scene.user("ana", [.host])
        try await GrantRole(office: scene.office)(.administrator, to: other, as: administrator)
        try await revoke(.administrator, from: own, as: administrator)
        await #expect(throws: Refusal.self) {
            try await GrantRole(office: scene.office)(.clerk, to: other, as: administrator)
        }
    }

    @Test("is not counted while they are disabled")
    func disabled() async throws {
        let own = try #require(administrator.user)
        let other = try await scene.user("ana", [.administrator])
        try await DisableUser(office: scene.office)(other, because: "休職", as: administrator)
        await #expect(throws: Refusal.signIn(.lastAdministrator(own))) {
            try await RevokeRole(office: scene.office)(.administrator, from: own, as: administrator)
        }
    }

    @Test("is left by two who remove each other at once", arguments: [true, false])
    func race(disabling: Bool) async throws {
        let office = scene.office
        let first = try #require(administrator.user)
        for round in 0..<10 {
            scene.wait(minutes: 1)
            let second = try await scene.user("ana\(round)", [.administrator])
            let pairs = [(administrator, second), (Credential.user(second, as: .administrator), first)]
            let removed = await withTaskGroup(of: String.self) { group in
                for (credential, target) in pairs {
                    group.addTask {
                        do {
                            if disabling {
                                try await DisableUser(office: office)(target, because: "x", as: credential)
                            } else {
                                try await RevokeRole(office: office)(
                                    .administrator,
                                    from: target,
                                    as: credential
                                )
                            }
                            return "removed"
                        } catch { return "\(error)" }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(removed.count { $0 == "removed" } == 1, "\(removed)")
            #expect(try await HasAdministrator(office: office)())
            // Whoever is left makes things as they were.
            try await office.transaction(as: .system) { desk in
                try desk.session.execute("UPDATE app_user SET state = 'active' WHERE id = \(first)")
                try desk.session.execute("UPDATE app_user SET state = 'disabled' WHERE id = \(second)")
                let users = UserStore(desk.session)
                if try !users.holds(.administrator, first) {
                    try users.grant([Grant(.administrator, to: first)], by: desk.actor, at: desk.now)
                }
            }
        }
    }
}
