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

    @Test("ask functions that look up the schema's own tables, and that nobody else may ask")
    func functions() async throws {
        // pg_temp stands before all schemas unless a path names it: a session's own table would be taken for the real
        // one.
        let astray = try await lines(
            """
            SELECT oid::regprocedure::text AS line
              FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace
               AND (prosecdef OR proconfig IS NOT NULL)
               AND 'search_path=public, pg_temp' <> ALL (coalesce(proconfig, '{}'))
             ORDER BY line
            """
        )
        #expect(astray == [])
        let open = try await lines(
            """
            SELECT oid::regprocedure::text AS line
              FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace
               AND prosecdef
               AND has_function_privilege('public', oid, 'EXECUTE')
             ORDER BY line
            """
        )
        #expect(open == [])
    }

    @Test("do not put tables of their own in the place of those that the rules ask")
    func temporaryTables() async throws {
        try await setTheScene()
        let error = try await #require(throws: PostgresError.self) {
            try await TestDatabase.current.app.transaction { session in
                try session.execute("SELECT set_config('kodan.role', 'system', true)")
                try session.script(
                    """
                    CREATE TEMPORARY TABLE state_transition AS
                    SELECT 'lecture_request' AS subject, 'offered' AS from_state, 'closed' AS to_state;
                    GRANT SELECT ON state_transition TO PUBLIC;
                    UPDATE lecture_request SET state = 'closed' WHERE id = 1;
                    """
                )
            }
        }
        #expect(error.constraint == "lecture_request_transition")
    }
}
