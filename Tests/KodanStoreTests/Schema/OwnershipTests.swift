import KodanTestSupport
import Postgres
import Testing

/// The second lock is only worth something if its key is in no server's hand.
@Suite("The server's roles", .database)
struct OwnershipTests {
    private func lines(_ sql: SQL) async throws -> [String] {
        try await TestDatabase.current.owner.transaction { session in
            try session.rows(sql) { row throws(PostgresError) in try row.value("line") }
        }
    }

    @Test("own nothing, pass no lock and are nobody's superuser")
    func roles() async throws {
        let roles = try await lines(
            """
            SELECT rolname || ' ' || (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
                   AS line
              FROM pg_roles
             WHERE rolname IN ('kodan_app', 'kodan_worker')
             ORDER BY line
            """
        )
        #expect(roles == ["kodan_app false", "kodan_worker false"])
        let owned = try await lines(
            """
            SELECT name AS line
              FROM (SELECT relname::text AS name, relowner AS owner FROM pg_class
                    UNION ALL SELECT proname, proowner FROM pg_proc
                    UNION ALL SELECT nspname, nspowner FROM pg_namespace
                    UNION ALL SELECT typname, typowner FROM pg_type
                    UNION ALL SELECT datname, datdba FROM pg_database) AS thing
             WHERE owner IN ('kodan_app'::regrole, 'kodan_worker'::regrole)
             ORDER BY line
            """
        )
        #expect(owned == [])
        let granted = try await lines(
            """
            SELECT member::regrole || ' is ' || roleid::regrole AS line
              FROM pg_auth_members
             WHERE member IN ('kodan_app'::regrole, 'kodan_worker'::regrole)
             ORDER BY line
            """
        )
        #expect(granted == [])
    }

    @Test("meet row-level security on every table, and may make and empty none")
    func tables() async throws {
        // What says which migrations were applied is the owner's alone.
        let unlocked = try await lines(
            """
            SELECT relname AS line
              FROM pg_class
             WHERE relkind IN ('r', 'p', 'm', 'v', 'f')
               AND relnamespace = 'public'::regnamespace
               AND NOT relrowsecurity
               -- A view that asks as its reader is under the policies of what it shows.
               AND NOT (relkind = 'v' AND 'security_invoker=true' = ANY (coalesce(reloptions, '{}')))
               AND has_table_privilege('kodan_app', oid, 'SELECT, INSERT, UPDATE, DELETE')
             ORDER BY line
            """
        )
        #expect(unlocked == [])
        let emptied = try await lines(
            """
            SELECT relname AS line
              FROM pg_class
             WHERE relkind IN ('r', 'p')
               AND relnamespace = 'public'::regnamespace
               AND (has_table_privilege('kodan_app', oid, 'TRUNCATE, TRIGGER')
                    OR has_table_privilege('kodan_worker', oid, 'TRUNCATE, TRIGGER'))
             ORDER BY line
            """
        )
        #expect(emptied == [])
        let makers = try await lines(
            """
            SELECT role AS line
              FROM unnest(ARRAY['kodan_app', 'kodan_worker']) AS role
             WHERE has_schema_privilege(role, 'public', 'CREATE')
             ORDER BY line
            """
        )
        #expect(makers == [])
    }
}
