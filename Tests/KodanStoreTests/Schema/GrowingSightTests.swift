import KodanTestSupport
import Postgres
import Testing

@Suite("What somebody sees among many rows", .database)
struct GrowingSightTests {
    private let database = TestDatabase.current

    @Test(
        "is looked up once in a statement, not for each row anew",
        arguments: [
            ("payment", "kodan_pays_presenter("), ("payment_line", "kodan_pays_presenter_with("),
            ("payment_notice", "kodan_pays_presenter("), ("assignment", "kodan_host_has_part("),
            ("payee", "kodan_pays_presenter("), ("payee_account", "kodan_pays_presenter("),
        ]
    )
    func policies(table: String, function: String) async throws {
        let policies: [String] = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT policyname AS name
                  FROM pg_policies
                 WHERE tablename = \(table)
                   AND cmd = 'SELECT'
                   AND strpos(qual, \(function)) > 0
                """
            ) { row throws(PostgresError) in try row.value("name") }
        }
        #expect(policies == [])
    }

    @Test("asks about the rows of a page, where all whom somebody knows would be gathered first")
    func gathered() async throws {
        let policies: [String] = try await database.owner.transaction { session in
            try session.rows(
                """
                SELECT tablename || '.' || policyname AS name
                  FROM pg_policies
                 WHERE qual ~ 'kodan_(met_presenters|met_organizations|known_payees)\\('
                 ORDER BY name
                """
            ) { row throws(PostgresError) in try row.value("name") }
        }
        #expect(policies == [])
    }

    /// How often this connection has read all requests.
    private func scansOfRequests(_ session: Session) throws(PostgresError) -> Int {
        try session.value("SELECT pg_stat_get_xact_numscans('lecture_request'::regclass)::integer")
    }

    @Test("finds the requests of a few prefectures by an index, and all for who has no limits")
    func limits() async throws {
        try await setTheScene()
        for (prefectures, seen) in [("{13}", 2), ("{01}", 0), ("", 2)] {
            let (found, scans) = try await database.owner.transaction { session in
                // What can use no index reads the whole table all the same.
                try session.execute("SELECT set_config('enable_seqscan', 'off', true)")
                try session.execute("SELECT set_config('kodan.role', 'coordinator', true)")
                try session.execute("SELECT set_config('kodan.prefectures', \(prefectures), true)")
                // What earlier transactions of the connection read is not always taken off yet.
                let before = try scansOfRequests(session)
                let found: Int = try session.value(
                    "SELECT count(*)::integer FROM kodan_requests_within_limits()"
                )
                return (found, try scansOfRequests(session) - before)
            }
            #expect(found == seen, "\(prefectures)")
            #expect((scans == 0) == !prefectures.isEmpty, "\(prefectures) \(scans)")
        }
    }

    @Test("finds requests by two characters of their title, whose key stands beside it and follows it")
    func titles() async throws {
        try await setTheScene()
        func found(_ words: String) async throws -> [Int] {
            try await database.owner.transaction { session in
                try session.rows("SELECT kodan_requests_named(\(words)) AS id ORDER BY id") {
                    row throws(PostgresError) -> Int in try row.value("id")
                }
            }
        }
        try await database.owner.transaction { session in
            try session.script("UPDATE lecture_request SET title = 'はじめての Ｗｅｂ 講座' WHERE id = 2")
        }
        #expect(try await found("講座") == [2])
        #expect(try await found("ジメ") == [2])
        #expect(try await found("web講") == [2])
        #expect(try await found("座講") == [])
        let body = try await database.owner.transaction { session in
            try session.value(
                "SELECT pg_get_functiondef('kodan_requests_named(text)'::regprocedure)",
                as: String.self
            )
        }
        // Made anew of each title, the keys of a hundred thousand took two seconds.
        #expect(!body.contains("name_key(title)"))
    }
}
