import KodanDomain
import KodanTestSupport
import Testing

@testable import KodanService

@Suite("Keys of one-time codes", .database)
struct SignInKeysTests {
    private let scene = SignInScene()

    @Test("are sealed anew under the newest key, and serve on without the old one")
    func rotation() async throws {
        let user = try await scene.user("ana", [.clerk])
        let key = try await scene.enrol("ana").key
        let old = [UInt8](0..<32)
        let new = [UInt8](repeating: 9, count: 32)
        func office(_ keys: [Int: [UInt8]]) throws -> Office {
            let vault = try #require(AccountVault(keys: keys, fingerprintKey: old.reversed()))
            return Office(pool: scene.database.app, clock: scene.database.clock.office, vault: vault)
        }
        let rotate = RotateTOTPKeys(office: try office([1: old, 2: new]))
        await #expect(throws: Refusal.notPermitted(.auditor)) {
            try await rotate(as: scene.database.staff.auditor)
        }
        #expect(try await rotate(as: scene.database.staff.administrator).resealed == 1)
        #expect(try await rotate(as: scene.database.staff.administrator) == RotatedCodes())
        scene.wait(seconds: 30)
        let form = SignInForm(
            email: try SignInScene.email("ana"),
            password: try Password(typed: SignInScene.password),
            code: scene.code(key)
        )
        let session = try await SignIn(office: office([2: new]))(form, from: SignInScene.home)
        #expect(session.entry.user == user)
        // With neither key nobody gets in, and nothing is lost.
        scene.wait(seconds: 30)
        await #expect(throws: Refusal.accountKeys) {
            try await SignIn(office: office([3: old]))(form, from: SignInScene.home)
        }
    }
}
