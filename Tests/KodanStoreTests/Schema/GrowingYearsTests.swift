import KodanTestSupport
import Postgres
import Testing

@Suite("What the night asks of each person and address", .database)
struct GrowingYearsTests {
    private let database = TestDatabase.current

    @Test(
        "is found by an index, not among what there is of everybody",
        arguments: [
            ("SELECT address_stands('nobody@example.jp')", "lecture_request"),
            ("SELECT user_untouched(1, '2100-01-01')", "user_role"),
            ("SELECT user_untouched(1, '2100-01-01')", "user_session"),
        ]
    )
    func questions(sql: String, table: String) async throws {
        try await setTheScene()
        let scans = try await database.owner.transaction { session in
            // What can use no index reads the whole table all the same.
            try session.execute("SELECT set_config('enable_seqscan', 'off', true)")
            let before = try GrowingYearsTests.scans(session, table)
            try session.script(sql)
            return try GrowingYearsTests.scans(session, table) - before
        }
        #expect(scans == 0)
    }

    /// How often this connection has read the whole table.
    private static func scans(_ session: Session, _ table: String) throws(PostgresError) -> Int {
        try session.value("SELECT pg_stat_get_xact_numscans(\(table)::regclass)::integer")
    }

    @Test("is a contact's or a deputy's address as long as the name stands, in whatever letters")
    func addresses() async throws {
        try await setTheScene()
        let stands = try await database.owner.transaction { session in
            try session.script(
                """
                UPDATE lecture_request SET contact_email = 'Contact@Example.JP', deputy_email = 'Deputy@Example.JP',
                                           deputy_name = '代理 人', deputy_phone = '03-0000-0000'
                """
            )
            return try session.rows(
                """
                SELECT address_stands(address) AS stands
                  FROM unnest('{contact@example.jp,deputy@example.jp,nobody@example.jp}'::text[])
                       WITH ORDINALITY AS asked (address, place)
                 ORDER BY place
                """
            ) { row throws(PostgresError) in try row.value("stands", as: Bool.self) }
        }
        #expect(stands == [true, true, false])
    }
}
