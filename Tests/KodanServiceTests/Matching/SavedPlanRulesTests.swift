import KodanDomain
import KodanService
import KodanStore
import KodanTestSupport
import Postgres
import Testing

/// Ends a transaction so that nothing of it stays.
private struct Undo: Error {
    let found: [String]
}

@Suite("A saved plan", .database)
struct SavedPlanRulesTests {
    @Test(
        "breaks no rule by the rows of the database, and a second match breaks none either",
        arguments: 1...6
    )
    func random(seed: UInt64) async throws {
        let office = try await RandomOffice(seed: seed)
        let match = MatchRequests(office: office.cast.office)
        let first = try await match(save: true, as: office.cast.coordinator)
        #expect(first.matches.count > 3)
        #expect(first.stale.isEmpty)
        #expect(try await office.cast.texts(brokenRules) == [])
        // What was left is asked about again, with the first plan's offers standing.
        _ = try await match(save: true, as: office.cast.coordinator)
        #expect(try await office.cast.texts(brokenRules) == [])
    }

    @Test("is found out where a violation is planted, rule by rule")
    func planted() async throws {
        let cast = Cast()
        let host = try await cast.host()
        let lecturer = try await cast.lecturer()
        _ = try await cast.lecturer(2, topics: ["backup"])
        let request = try await cast.approved(by: host)
        let elsewhere = try await cast.approved(by: host, topic: "phishing")
        let outcome = try await MatchRequests(office: cast.office)(save: true, as: cast.coordinator)
        #expect(outcome.matches.map(\.request) == [request])
        #expect(try await cast.texts(brokenRules) == [])
        let all =
            ownPlants(lecturer.id, host.organization) + plants(lecturer.id, request, elsewhere)
        for (rules, plant) in all {
            let row = "\(request.rawValue) \(lecturer.id.rawValue)"
            #expect(try await broken(after: plant, cast) == rules.map { "\(row) \($0)" })
        }
        #expect(try await cast.texts(brokenRules) == [])
    }

    /// Changes of the presenter's own rows, each with the one rule that the plan breaks thereby.
    private func ownPlants(_ presenter: Presenter.ID, _ host: Organization.ID) -> [(
        rules: [String], plant: SQL
    )] {
        [
            (
                ["status"],
                "UPDATE presenter SET state = 'suspended', state_reason = '休止' WHERE id = \(presenter)"
            ),
            (["topic"], "DELETE FROM presenter_topic WHERE presenter_id = \(presenter)"),
            (
                ["availability"],
                "UPDATE presenter_hours SET minutes = int4range(0, 900) WHERE presenter_id = \(presenter)"
            ),
            (
                ["blackout"],
                "INSERT INTO presenter_blackout (presenter_id, days) VALUES (\(presenter), '[2026-07-08,2026-07-08]')"
            ),
            (["month"], "UPDATE presenter SET monthly_cap = 0 WHERE id = \(presenter)"),
            (["year"], "UPDATE presenter SET yearly_cap = 0 WHERE id = \(presenter)"),
            (
                ["excluded"],
                """
                INSERT INTO presenter_exclusion (presenter_id, organization_id, asked_by, reason, created_at)
                VALUES (\(presenter), \(host), 'presenter', '希望', \(Cast.today))
                """
            ),
            (
                ["membership"],
                """
                INSERT INTO presenter_organization (presenter_id, organization_id, valid)
                VALUES (\(presenter), \(host), '[2026-07-08,)')
                """
            ),
            (["reach"], "UPDATE presenter SET reach_minutes = 10 WHERE id = \(presenter)"),
        ]
    }

    /// Changes of the request and of what the plan saved, each with the rules that are broken thereby.
    private func plants(
        _ presenter: Presenter.ID,
        _ request: LectureRequest.ID,
        _ other: LectureRequest.ID
    ) -> [(rules: [String], plant: SQL)] {
        [
            (["request"], "UPDATE lecture_request SET round = 2 WHERE id = \(request)"),
            (["qualification"], "INSERT INTO programme_qualification SELECT id, 'riss' FROM programme"),
            (
                ["booked"],
                """
                INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state,
                                        assigned_at)
                SELECT request_id, id, \(presenter), \(Cast.span("2026-07-08T09:00:00+09:00", minutes: 60)), true, 0,
                       'confirmed', \(Cast.today)
                  FROM request_slot
                 WHERE request_id = \(other)
                """
            ),
            (
                ["excluded"],
                """
                INSERT INTO request_exclusion (request_id, presenter_id, reason)
                VALUES (\(request), \(presenter), '希望')
                """
            ),
            (
                ["refused"],
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at, sent_at,
                                   deadline)
                SELECT request_id, slot_id, presenter_id, online, travel_minutes, 'expired', queued_at, queued_at,
                       queued_at + interval '1 day'
                  FROM offer
                 WHERE request_id = \(request)
                """
            ),
            (
                ["place"],
                """
                UPDATE lecture_request
                   SET place = 'online', venue_municipality_code = NULL, venue_latitude_e6 = NULL,
                       venue_longitude_e6 = NULL
                 WHERE id = \(request)
                """
            ),
            (["day trip", "reach"], Self.longJourney),
            (
                ["twice"],
                """
                INSERT INTO offer (request_id, slot_id, presenter_id, online, travel_minutes, state, queued_at)
                SELECT offer.request_id, offer.slot_id, another.id, offer.online, offer.travel_minutes, 'queued',
                       offer.queued_at
                  FROM offer
                 CROSS JOIN presenter AS another
                 WHERE offer.request_id = \(request)
                   AND another.id <> \(presenter)
                """
            ),
        ]
    }

    /// A proposal with a journey of fifteen hours beside that of the plan.
    private static let longJourney: SQL = """
        WITH run AS (
            INSERT INTO matching_run (run_at, requests, matched, total_cost)
            VALUES (\(Cast.today), 1, 1, 900)
            RETURNING id
        )
        INSERT INTO match_proposal
        SELECT run.id, request_id, slot_id, presenter_id, online, 900, 0, 0, 0, 0, 0, 0, 900
          FROM match_proposal
         CROSS JOIN run
        """

    /// What the rules say with `plant` done, which is then undone.
    private func broken(after plant: SQL, _ cast: Cast) async throws -> [String] {
        do {
            try await cast.database.owner.transaction { session in
                try session.execute(plant)
                let found = try session.rows(
                    "SELECT row.line FROM (\(brokenRules)) AS row (line)"
                ) { row throws(PostgresError) in try row.value("line", as: String.self) }
                throw Undo(found: found)
            }
        } catch let undo as Undo { return undo.found }
        return []
    }
}
