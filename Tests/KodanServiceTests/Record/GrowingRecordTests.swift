import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A record of years", .database)
struct GrowingRecordTests {
    private let database = TestDatabase.current

    /// 5,000 events and as many seals; the newest covers all events.
    private func fill() async throws {
        try await database.owner.transaction { session in
            try session.script(
                """
                INSERT INTO audit_event (at, role, action, subject, detail)
                SELECT timestamptz '2020-01-01T00:00:00Z' + n * interval '5 seconds', 'system', 'request.approved',
                       'req-' || n, '{}'
                  FROM generate_series(1, 5000) AS n;
                ALTER TABLE audit_seal DISABLE TRIGGER continues;
                INSERT INTO audit_seal (id, previous, sha256, events, sealed_at)
                SELECT coalesce((SELECT max(id) FROM audit_seal), 0) + n, '\\x', sha256(convert_to('seal ' || n, 'UTF8')),
                       1, timestamptz '2020-01-01T00:00:01Z' + n * interval '5 seconds'
                  FROM generate_series(1, 5000) AS n;
                ALTER TABLE audit_seal ENABLE TRIGGER continues;
                INSERT INTO audit_sealed_event (event_id, seal_id)
                SELECT audit_event.id, (SELECT max(id) FROM audit_seal)
                  FROM audit_event
                 WHERE NOT EXISTS (SELECT FROM audit_sealed_event WHERE event_id = audit_event.id);
                ANALYZE audit_event;
                ANALYZE audit_seal;
                ANALYZE audit_sealed_event;
                """
            )
        }
    }

    /// How many entries of an index, or rows of a table from its beginning on, this connection has read.
    private static func read(_ session: Session, _ relation: String) throws(PostgresError) -> Int {
        try session.value("SELECT pg_stat_get_xact_tuples_returned(\(relation)::regclass)::integer")
    }

    @Test("is sealed on without a look at all the seals before")
    func seal() async throws {
        try await fill()
        let (sealed, read) = try await database.office.transaction(as: .system) { desk in
            try desk.record("request.approved", "req-1")
            let before = try GrowingRecordTests.read(desk.session, "audit_seal")
            let sealed = try AuditStore(desk.session).seal(limit: 10, at: desk.now)
            return (sealed, try GrowingRecordTests.read(desk.session, "audit_seal") - before)
        }
        #expect(sealed == 1 && read == 0)
    }

    @Test("is not read for whether anything waits for a seal")
    func care() async throws {
        try await fill()
        let (waits, read) = try await database.office.transaction(as: .system) { desk in
            let before = try GrowingRecordTests.read(desk.session, "audit_event_pkey")
            let care = try CareQueries(desk.session).care(at: desk.now)
            let read = try GrowingRecordTests.read(desk.session, "audit_event_pkey") - before
            return (care.unsealedSince, read)
        }
        #expect(waits == nil && read < 10)
    }
}
