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
