import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("A test's database", .database)
struct TestDatabaseTests {
    @Test("has the 47 prefectures and 1,912 municipalities and wards")
    func places() async throws {
        let counts = try await TestDatabase.current.owner.transaction { session in
            [
                try session.value("SELECT count(*)::integer FROM prefecture", as: Int.self),
                try session.value("SELECT count(*)::integer FROM municipality"),
            ]
        }
        #expect(counts == [47, 1912])
    }

    @Test("has postal codes and ways to travel on demand", .database(.withGeography))
    func geography() async throws {
        let counts = try await TestDatabase.current.owner.transaction { session in
            [
                try session.value("SELECT count(*)::integer FROM postal_code", as: Int.self),
                try session.value("SELECT count(*)::integer FROM travel_edge"),
                try session.value("SELECT count(*)::integer FROM travel_link"),
            ]
        }
        #expect(counts == [146_385, 8_236, 296])
    }

    @Test("is nobody else's", arguments: 1...3)
    func alone(number: Int) async throws {
        let database = TestDatabase.current
        let rows = try await database.owner.transaction { session in
            try session.execute("INSERT INTO rank VALUES ('mine', 'mine', 'mine')")
            return try session.value("SELECT count(*)::integer FROM rank WHERE code = 'mine'", as: Int.self)
        }
        #expect(rows == 1)
    }

    @Test("lets each of the staff in")
    func staff() async throws {
        let database = TestDatabase.current
        let staff = database.staff
        for credential in [
            staff.coordinator, staff.secondCoordinator, staff.clerk, staff.accountant, staff.approver,
            staff.auditor, staff.administrator,
        ] {
            let actor = try await database.office.transaction(as: credential) { desk in try desk.actor }
            #expect(credential == .user(try #require(actor.user), as: actor.role))
        }
    }
}
