import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A presenter's own money", .database)
struct OwnMoneyTests {
    /// How many rows of a table somebody sees who acts so, with no use case's check before them.
    private func count(_ table: String, as credential: Credential) async throws -> Int {
        try await TestDatabase.current.office.transaction(as: credential) { desk in
            try desk.session.value("SELECT count(*)::integer FROM \(unsafeSQL: table)")
        }
    }

    @Test("is what the second lock shows them, and nobody else's")
    func secondLock() async throws {
        let scene = try await PaperScene()
        for (credential, lines) in [(scene.presenter, 1), (scene.stranger, 2)] {
            #expect(try await count("payment", as: credential) == 1)
            #expect(try await count("honorarium", as: credential) == lines)
            #expect(try await count("payment_line", as: credential) == lines)
            for table in ["month_line", "transfer_file", "transfer_attempt", "export_run", "payment_month"] {
                #expect(try await count(table, as: credential) == 0, "\(table)")
            }
        }
        #expect(try await count("payment_line", as: scene.staff.auditor) == 4)
    }

    @Test("is hidden from hosts by the second lock too")
    func hosts() async throws {
        let scene = try await PaperScene()
        let draft = NewUser(email: try EmailAddress("host@org.example.jp"), name: "host")
        let user = try await CreateUser(office: scene.office)(draft, roles: [.host], as: .system)
        let tables = [
            "payment", "payment_line", "honorarium", "payee", "payee_account", "payment_notice", "month_line",
            "transfer_file", "transfer_attempt", "export_run", "payment_month", "finding",
            "payment_record_file",
        ]
        for table in tables {
            #expect(try await count(table, as: .user(user, as: .host)) == 0, "\(table)")
        }
    }

    @Test("follows its payment: calculated, included, settled, replaced")
    func states() async throws {
        let scene = try await PaperScene()
        func states() async throws -> [HonorariumState] {
            try await ReadHonoraria(office: scene.office)(HonorariumQuestion(), as: scene.staff.auditor)
                .items.map(\.state)
        }
        #expect(try await states() == [.included, .included, .included, .included])
        try await scene.pay(PaperScene.december, on: day("2026-12-25"))
        #expect(try await states() == [.settled, .settled, .settled, .settled])
        try await scene.correct()
        // Two were taken back, by two red entries that January holds with three new ones.
        let expected: [HonorariumState] =
            [.replaced, .replaced, .settled, .settled] + Array(repeating: .included, count: 5)
        #expect(try await states() == expected)
        let replaced = HonorariumQuestion(state: .replaced)
        let own = try await ReadHonoraria(office: scene.office)(replaced, as: scene.presenter)
        #expect(own.items.map(\.id) == [Honorarium.ID(1)])
    }
}
