import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@Suite("Events of a time", .database)
struct AuditTimesTests {
    private let database = TestDatabase.current

    /// Forty events on each of twelve days, sealed day by day but for a few days on which the seals lagged, and the
    /// last; says when it began.
    private func write() async throws -> Instant {
        let begin = database.clock.now
        for day in 0..<12 {
            try await database.office.transaction(as: .system) { desk in
                for number in 0..<40 { try desk.record("thing.made", "req-\(day * 40 + number)") }
            }
            if ![5, 6, 7, 8, 11].contains(day) { _ = try await SealAudit(office: database.office)() }
            database.clock.advance(minutes: 24 * 60)
        }
        return begin
    }

    private func read(_ filter: AuditFilter) async throws -> [AuditEventEntry] {
        try await ReadAuditEvents(office: database.office)(
            filter,
            limit: try #require(PageLimit(500)),
            as: database.staff.auditor
        ).items
    }

    @Test("are all found, whenever they were sealed")
    func found() async throws {
        let begin = try await write()
        var filter = AuditFilter()
        filter.action = "thing"
        let all = try await read(filter)
        #expect(all.count == 480 && all.contains { $0.seal == nil })
        for (from, before) in [
            (0, nil), (3, nil), (6, nil), (9, nil), (11, nil), (12, nil), (nil, 0), (nil, 1), (nil, 4),
            (nil, 7), (nil, 10), (nil, 20), (2, 3), (4, 6), (6, 8), (8, 11), (0, 20),
        ] as [(Int?, Int?)] {
            filter.from = from.map { begin.adding(days: $0) }
            filter.before = before.map { begin.adding(days: $0) }
            for (isSealed, isNewestFirst) in [
                (false, false), (false, true), (true, false), (true, true),
            ] {
                filter.isSealed = isSealed
                filter.isNewestFirst = isNewestFirst
                let (first, beyond) = (filter.from ?? begin, filter.before ?? database.clock.now)
                let expected = all.filter { event in
                    event.at >= first && event.at < beyond && (!isSealed || event.seal != nil)
                }
                let ids = expected.map(\.id)
                let found = try await read(filter).map(\.id)
                #expect(found == (isNewestFirst ? ids.reversed() : ids), "\(filter)")
            }
        }
    }

    @Test("are found without reading what was done before and after it", arguments: [false, true])
    func rows(isNewestFirst: Bool) async throws {
        let begin = try await write()
        var filter = AuditFilter()
        filter.isNewestFirst = isNewestFirst
        if isNewestFirst {
            filter.before = begin.adding(days: 1)
        } else {
            filter.from = begin.adding(days: 11)
        }
        let auditor = database.staff.auditor
        let (found, read) = try await database.office.transaction(as: auditor) { [filter] desk in
            // What can use no index reads the whole table all the same.
            try desk.session.execute("SELECT set_config('enable_seqscan', 'off', true)")
            let before = try Self.rowsRead(desk.session)
            let page = try AuditQueries(desk.session).list(filter, after: nil, limit: 20)
            return (page.count, try Self.rowsRead(desk.session) - before)
        }
        #expect(found == 20)
        #expect(read < 400, "\(read)")
    }

    /// What this transaction has read of the table and of its indexes.
    private static func rowsRead(_ session: Session) throws(PostgresError) -> Int {
        try session.value(
            """
            SELECT sum(pg_stat_get_xact_tuples_returned(part) + pg_stat_get_xact_tuples_fetched(part))::integer
              FROM (
                    SELECT 'audit_event'::regclass::oid AS part
                     UNION ALL
                    SELECT indexrelid FROM pg_index WHERE indrelid = 'audit_event'::regclass
                   ) AS parts
            """
        )
    }
}
