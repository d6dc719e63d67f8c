import KodanDomain
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

@Suite("Too many tries", .database)
struct ThrottleTests {
    private let scene = SignInScene()

    /// Tries with a wrong password as often as it is taken; the refusal that ends it.
    private func exhaust(_ name: String, from address: ClientAddress) async throws -> Int {
        let wrong = SignInForm(
            email: try SignInScene.email(name),
            password: try Password(typed: "wrong horse battery")
        )
        for tries in 0..<60 {
            do {
                _ = try await SignIn(office: scene.office)(wrong, from: address)
            } catch Refusal.signIn(.tooMany) {
                return tries
            } catch Refusal.signIn(.wrong) {
                continue
            }
        }
        return 60
    }

    @Test("for one account make one wait, longer each time, and no longer than a quarter of an hour")
    func slower() async throws {
        _ = try await scene.user("ana", [.presenter])
        #expect(try await exhaust("ana", from: SignInScene.elsewhere) == AttemptBudget.pair.free + 1)
        await #expect(throws: Refusal.signIn(.tooMany(seconds: 2))) {
            try await scene.signIn("ana", from: SignInScene.elsewhere)
        }
        scene.wait(seconds: 2)
        #expect(try await exhaust("ana", from: SignInScene.elsewhere) == 1)
        await #expect(throws: Refusal.signIn(.tooMany(seconds: 4))) {
            try await scene.signIn("ana", from: SignInScene.elsewhere)
        }
        // The right password is taken once the wait is over, and the count begins anew.
        scene.wait(seconds: 4)
        _ = try await scene.signIn("ana", from: SignInScene.elsewhere)
        #expect(try await exhaust("ana", from: SignInScene.elsewhere) == AttemptBudget.pair.free + 1)
    }

    @Test("elsewhere never keep the owner out, at home or at a new place")
    func elsewhere() async throws {
        _ = try await scene.user("ana", [.presenter])
        _ = try await scene.signIn("ana", from: SignInScene.home)
        for host in 1...4 {
            let tries = try await exhaust("ana", from: ClientAddress("203.0.113.\(host)"))
            #expect(tries == AttemptBudget.pair.free + 1)
        }
        _ = try await scene.signIn("ana", from: SignInScene.home)
        _ = try await scene.signIn("ana", from: ClientAddress("192.0.2.200"))
    }

    @Test("from one address for many accounts make it wait, but not where somebody signed in before")
    func address() async throws {
        _ = try await scene.user("ana", [.presenter])
        _ = try await scene.user("ben", [.presenter])
        _ = try await scene.signIn("ana", from: SignInScene.home)
        try await scene.database.office.transaction(as: .system) { [vault = scene.office.vault] desk in
            let digest = vault.mark(SignInScene.home.prefix, for: "address")
            for _ in 0...AttemptBudget.address.free {
                _ = try ThrottleStore(desk.session).take(.address, digest, at: desk.now)
            }
        }
        await #expect(throws: Refusal.signIn(.tooMany(seconds: 2))) {
            try await scene.signIn("ben", from: SignInScene.home)
        }
        _ = try await scene.signIn("ana", from: SignInScene.home)
    }

    @Test("of codes are counted for the account, but only of those who know the password")
    func codes() async throws {
        _ = try await scene.user("ana", [.clerk])
        let key = try await scene.enrol("ana").key
        for host in 1...(AttemptBudget.code.free + 1) {
            await #expect(throws: Refusal.signIn(.wrong)) {
                try await scene.signIn("ana", code: "000000", from: ClientAddress("203.0.113.\(host)"))
            }
        }
        await #expect(throws: Refusal.signIn(.tooMany(seconds: 2))) {
            try await scene.signIn("ana", code: "000000", from: ClientAddress("203.0.113.250"))
        }
        scene.wait(seconds: 1)
        let code = scene.code(key, steps: 1)
        _ = try await scene.signIn("ana", code: code, from: SignInScene.home)
    }

    @Test("count all tries that are made at once")
    func atOnce() async throws {
        let pool = scene.database
        let digest = [UInt8](repeating: 7, count: 32)
        let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await pool.office.transaction(as: .system) { desk in
                        try ThrottleStore(desk.session).take(.pair, digest, at: desk.now)
                    }
                }
            }
            return try await group.reduce(into: 0) { count, isTaken in count += isTaken ? 1 : 0 }
        }
        #expect(taken == AttemptBudget.pair.free + 1)
    }

    @Test("wait as the rule says, in the database too")
    func waits() async throws {
        let digest = [UInt8](repeating: 9, count: 32)
        for budget in AttemptBudget.allCases {
            scene.database.clock.set(SignInScene.today)
            for tries in 1...(budget.free + 14) {
                try await scene.office.transaction(as: .system) { desk in
                    let store = ThrottleStore(desk.session)
                    #expect(try store.take(budget, digest, at: desk.now))
                    let seconds = try store.seconds(budget, digest, at: desk.now)
                    #expect(seconds == max(1, budget.seconds(after: tries)), "\(budget) \(tries)")
                }
                scene.wait(seconds: budget.seconds(after: tries))
            }
            // After a while nothing of it is left.
            scene.wait(minutes: budget.forgetMinutes + 1)
            try await scene.office.transaction(as: .system) { desk in
                let store = ThrottleStore(desk.session)
                _ = try store.take(budget, digest, at: desk.now)
                #expect(try store.seconds(budget, digest, at: desk.now) == 1)
            }
        }
    }

    @Test("take as long for an address that nobody has")
    func sameTime() async throws {
        _ = try await scene.user("ana", [.presenter])
        func time(_ name: String, from address: ClientAddress) async -> Duration {
            await ContinuousClock().measure {
                await #expect(throws: Refusal.signIn(.wrong)) {
                    try await scene.signIn(name, password: "wrong horse battery", from: address)
                }
            }
        }
        // In turns, and the quickest of each: other tests are at work meanwhile, and only ever make a try take longer.
        var (known, unknown) = (Duration.seconds(60), Duration.seconds(60))
        for host in 0..<8 {
            let address = ClientAddress("203.0.113.\(host)")
            known = await min(known, time("ana", from: address))
            unknown = await min(unknown, time("nobody", from: address))
        }
        // Hashing is nearly all of it; a path without it would take a tenth.
        #expect(unknown > known / 2 && known > unknown / 2)
    }

    @Test("are forgotten by the worker")
    func tidy() async throws {
        _ = try await exhaust("nobody", from: SignInScene.elsewhere)
        #expect(try await TidySignIn(office: scene.office)() == 0)
        scene.wait(minutes: 3 * 1440)
        #expect(try await TidySignIn(office: scene.office)() == 2)
    }
}
