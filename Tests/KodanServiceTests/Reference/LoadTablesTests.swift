import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Loading the shipped tables", .database)
struct LoadTablesTests {
    @Test("twice at once loads each of them once: the second waits")
    func together() async throws {
        let load = LoadTables(owner: TestDatabase.current.owner, folder: Checkout.config)
        async let one = load()
        async let other = load()
        let lines = try await one + other
        // The database has prefectures and municipalities already.
        #expect(
            lines.map { $0.prefix { $0 != ":" } }.sorted() == ["postal_code", "travel_edge", "travel_link"]
        )
    }

    @Test("leaves the holidays of a known year as somebody corrected them")
    func corrected() async throws {
        let database = TestDatabase.current
        let load = LoadTables(owner: database.owner, folder: Checkout.config)
        _ = try await load()
        let office = database.office(at: moment("2027-10-01T10:00:00+09:00"))
        let right = [Holiday(date: day("2027-11-04"), name: "文化の日")]
        let administrator = database.staff.administrator
        try await CorrectHolidays(office: office)(right, of: 2027, because: "特別措置法", as: administrator)
        _ = try await load()
        let known = try await ReadRates(office: office).holidays(of: 2027, as: administrator)
        #expect(known.filter { $0.date > day("2027-10-01") } == right)
        // New Year's Day, which has come.
        #expect(known.contains { $0.date == day("2027-01-01") })
    }

    @Test("makes a backup from another server at home: nothing was changed in a transaction yet to come")
    func restored() async throws {
        let database = TestDatabase.current
        _ = try await database.makePresenter(Sample.presenter(1))
        try await database.owner.transaction { session in
            try session.execute("UPDATE presenter_change SET changed_in = '9000000000'")
        }
        _ = try await LoadTables(owner: database.owner, folder: Checkout.config)()
        let found = try await database.owner.transaction { session in
            try session.rows("SELECT changed_in <= pg_current_xact_id() AS is_past FROM presenter_change") {
                row throws(PostgresError) in try row.value("is_past", as: Bool.self)
            }
        }
        #expect(found == [true])
    }
}
