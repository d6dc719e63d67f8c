import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("A reader's own requests among everybody's", .database)
struct OwnRequestsTests {
    private let cast = Cast()

    /// Two thousand requests of `host`, each like `request`.
    private func fill(_ host: Host, like request: LectureRequest.ID) async throws {
        try await cast.database.owner.transaction { session in
            try session.execute(
                """
                INSERT INTO lecture_request (programme_id, delivery, organization_id, contact_name, contact_email,
                                             contact_phone, title, purpose, audience, expected_attendance,
                                             open_to_public, place, venue_name, venue_municipality_code, venue_address,
                                             venue_latitude_e6, venue_longitude_e6, topic_code, required_level,
                                             equipment, printed_copies, state, created_at, submitted_at)
                SELECT programme_id, delivery, \(host.organization), contact_name, contact_email, contact_phone, title,
                       purpose, audience, expected_attendance, open_to_public, place, venue_name,
                       venue_municipality_code, venue_address, venue_latitude_e6, venue_longitude_e6, topic_code,
                       required_level, equipment, printed_copies, 'submitted', created_at, submitted_at
                  FROM lecture_request, generate_series(1, 2000)
                 WHERE id = \(request)
                """
            )
            try session.script("ANALYZE lecture_request")
        }
    }

    /// What `reader` finds, and how many requests were read for it.
    private func found(by reader: Credential) async throws -> (requests: [LectureRequest.ID], read: Int) {
        try await cast.office.transaction(as: reader, TransactionOptions(readOnly: true)) { desk in
            let actor = try desk.actor
            let before = try Self.rowsRead(desk.session)
            let page = try RequestQueries(desk.session).list(
                for: actor,
                after: nil,
                limit: 51,
                at: desk.now
            )
            return (page.map(\.id), try Self.rowsRead(desk.session) - before)
        }
    }

    /// What this transaction has read of the table and of its indexes.
    private static func rowsRead(_ session: Session) throws(PostgresError) -> Int {
        try session.value(
            """
            SELECT sum(pg_stat_get_xact_tuples_returned(part) + pg_stat_get_xact_tuples_fetched(part))::integer
              FROM (
                    SELECT 'lecture_request'::regclass::oid AS part
                     UNION ALL
                    SELECT indexrelid FROM pg_index WHERE indrelid = 'lecture_request'::regclass
                   ) AS parts
            """
        )
    }

    @Test("are found without reading those of all years")
    func own() async throws {
        let (host, rival) = (try await cast.host(), try await cast.host(2))
        let (lecturer, other) = (try await cast.lecturer(), try await cast.lecturer(2))
        let (request, _) = try await cast.assigned(lecturer, to: host)
        let waiting = try await cast.approved(by: host, at: [Cast.weekLater])
        try await fill(rival, like: request)
        for (reader, expected) in [
            (host.credential, [request, waiting]), (lecturer.credential, [request]), (other.credential, []),
        ] {
            let (requests, read) = try await found(by: reader)
            #expect(requests == expected)
            #expect(read < 100, "\(read)")
        }
        // Who has no limits gets the first page of all.
        #expect(try await found(by: cast.coordinator).requests.count == 51)
        #expect(try await found(by: rival.credential).requests.count == 51)
    }
}
