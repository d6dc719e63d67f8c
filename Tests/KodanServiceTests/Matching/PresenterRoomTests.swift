import KodanDomain
import KodanMatching
import KodanStore
import KodanTestSupport
import Postgres
import Testing

@testable import KodanService

/// Ends a transaction so that nothing of it stays.
private struct Undo: Error {}

@Suite("What a match keeps of presenters", .database)
struct PresenterRoomTests {
    private let cast = Cast()

    /// The presenters as an office knows them that may have read them before.
    private func known(_ office: Office) async throws -> [PresenterFacts] {
        try await office.transaction(as: .system) { desk in try MatchingFacts(desk: desk).presenters }
    }

    /// The presenters as they are read for the first time.
    private func fresh() async throws -> [PresenterFacts] {
        try await known(Office(pool: cast.database.app, clock: cast.database.clock.office))
    }

    private func write(_ statement: SQL) async throws {
        _ = try await cast.database.owner.transaction { try $0.execute(statement) }
    }

    /// Changes of what a match knows, each of which shows.
    private func changes(_ one: Presenter.ID, _ other: Presenter.ID, _ host: Organization.ID) -> [SQL] {
        [
            "UPDATE presenter SET reach_minutes = 61 WHERE id = \(one)",
            "UPDATE presenter SET state = 'suspended', state_reason = '休止' WHERE id = \(one)",
            "UPDATE presenter SET state = 'active', state_reason = NULL WHERE id = \(one)",
            "INSERT INTO presenter_topic (presenter_id, topic_code, level) VALUES (\(one), 'backup', 1)",
            "UPDATE presenter_topic SET level = 3 WHERE presenter_id = \(one)",
            "DELETE FROM presenter_topic WHERE presenter_id = \(one) AND topic_code = 'backup'",
            "UPDATE presenter_hours SET minutes = int4range(600, 900) WHERE presenter_id = \(one) AND weekday = 1",
            "DELETE FROM presenter_hours WHERE presenter_id = \(one) AND weekday = 2",
            "INSERT INTO presenter_blackout (presenter_id, days) VALUES (\(one), '[2026-07-08,2026-07-09]')",
            "UPDATE presenter_blackout SET presenter_id = \(other)",
            "DELETE FROM presenter_blackout",
            """
            INSERT INTO presenter_organization (presenter_id, organization_id, valid)
            VALUES (\(one), \(host), '[2026-01-01,)')
            """,
            "UPDATE presenter_organization SET valid = '[2026-01-01,2026-06-01)'",
            """
            INSERT INTO organization_member (organization_id, user_id, valid)
            SELECT \(host), user_id, '[2026-01-01,)' FROM presenter WHERE id = \(one)
            """,
            """
            UPDATE organization_member SET user_id = presenter.user_id
              FROM presenter
             WHERE presenter.id = \(other)
               AND organization_member.user_id = (SELECT user_id FROM presenter WHERE id = \(one))
            """,
            "DELETE FROM organization_member WHERE user_id IN (SELECT user_id FROM presenter)",
            """
            INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
            VALUES (\(one), \(host), 'host', '希望', \(Cast.today))
            """,
            "DELETE FROM presenter_exclusion",
            "INSERT INTO programme_qualification SELECT id, 'riss' FROM programme WHERE code = 'regional_dispatched'",
            """
            INSERT INTO presenter_qualification (presenter_id, qualification_code, expires_on)
            VALUES (\(one), 'riss', '2026-07-08')
            """,
            "UPDATE presenter_qualification SET expires_on = '2026-05-31'",
            "UPDATE presenter SET state = 'retired', state_reason = '退会' WHERE id = \(other)",
        ]
    }

    @Test("is what the database holds after every change of it")
    func follows() async throws {
        let (host, one, other) = (
            try await cast.host(), try await cast.lecturer(1), try await cast.lecturer(2)
        )
        var before = try await known(cast.office)
        #expect(before.map(\.id) == [one.id.rawValue, other.id.rawValue])
        for change in changes(one.id, other.id, host.organization) {
            try await write(change)
            let after = try await known(cast.office)
            #expect(after != before, "\(change.text)")
            #expect(try await after == fresh(), "\(change.text)")
            before = after
        }
        _ = try await cast.lecturer(3)
        let all = try await known(cast.office)
        #expect(all.count == 2)
        #expect(try await all == fresh())
    }

    @Test("holds for each day by itself, whichever comes after which")
    func days() async throws {
        let office = try await RandomOffice(seed: 3).cast
        for number in [5, 6, 7, 8, 9, 10, 11, 7, 12, 4] {
            office.database.clock.set(moment("2026-07-\(number < 10 ? "0" : "")\(number)T10:00:00+09:00"))
            #expect(try await known(office.office) == fresh(), "\(number)")
        }
        office.database.clock.set(moment("2027-04-01T10:00:00+09:00"))
        #expect(try await known(office.office) == fresh())
    }

    @Test("misses no change that commits after later ones")
    func late() async throws {
        let (one, other) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let before = try await known(cast.office)
        try await cast.database.owner.openTransaction { transaction in
            _ = try await transaction.part {
                try $0.execute("UPDATE presenter SET reach_minutes = 61 WHERE id = \(one.id)")
            }
            try await write("UPDATE presenter SET reach_minutes = 62 WHERE id = \(other.id)")
            #expect(try await known(cast.office).map(\.reachMinutes) == [before[0].reachMinutes, 62])
        }
        #expect(try await known(cast.office).map(\.reachMinutes) == [61, 62])
    }

    @Test("counts what the transaction at work has changed, which nobody else sees before it is committed")
    func own() async throws {
        let (one, other) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let usual = try await known(cast.office).map(\.reachMinutes)
        let office = cast.office
        func change(_ minutes: Int, undoing: Bool) async throws {
            _ = try await office.errand(as: .system, repeated: nil) { office in
                try await office.transaction(as: .system) { desk in
                    _ = try desk.session.execute(
                        "UPDATE presenter SET reach_minutes = \(minutes) WHERE id = \(one.id)"
                    )
                }
                // Somebody else commits meanwhile, so that the snapshot ends behind the transaction at work.
                try await write("UPDATE presenter SET monthly_cap = monthly_cap + 1 WHERE id = \(other.id)")
                #expect(try await known(office).map(\.reachMinutes) == [minutes, usual[1]])
                #expect(try await known(cast.office).map(\.reachMinutes)[0] != minutes)
                if undoing { throw Undo() }
                return KeptAnswer(status: 200, headers: [:], body: [])
            }
        }
        await #expect(throws: Undo.self) { try await change(61, undoing: true) }
        #expect(try await known(office).map(\.reachMinutes) == usual)
        try await change(62, undoing: false)
        #expect(try await known(office).map(\.reachMinutes) == [62, usual[1]])
        #expect(try await known(office) == fresh())
    }

    @Test("is read again of nobody of whom nothing has changed")
    func kept() async throws {
        let (one, other) = (try await cast.lecturer(1), try await cast.lecturer(2))
        let before = try await known(cast.office)
        // Unnoted, as nothing in use can do it.
        try await cast.database.owner.transaction { session in
            try session.script("ALTER TABLE presenter DISABLE TRIGGER note_changed")
            try session.execute("UPDATE presenter SET reach_minutes = 61 WHERE id = \(one.id)")
            try session.script("ALTER TABLE presenter ENABLE TRIGGER note_changed")
            try session.execute("UPDATE presenter SET reach_minutes = 62 WHERE id = \(other.id)")
        }
        #expect(try await known(cast.office).map(\.reachMinutes) == [before[0].reachMinutes, 62])
        #expect(try await fresh().map(\.reachMinutes) == [61, 62])
    }
}
