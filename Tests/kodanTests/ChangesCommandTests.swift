import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

@Suite("Changes of lectures at the command line", .database)
struct ChangesCommandTests {
    /// A lecture far ahead of whatever today is, of a presenter who is there; online, or where the host wished it in
    /// the municipality with these digits.
    private func lecture(in municipality: String? = nil) async throws -> Assignment.ID {
        let scene = try await MoneyScene()
        let presenter = try await scene.presenter().presenter
        return try await TestDatabase.current.owner.transaction { session in
            try session.value(
                """
                WITH request AS (
                    INSERT INTO lecture_request (programme_id, delivery, organization_id, contact_name, contact_email,
                        contact_phone, title, purpose, audience, expected_attendance, open_to_public, place, topic_code,
                        required_level, equipment, printed_copies, state, created_at, submitted_at, venue_name,
                        venue_municipality_code, venue_address, venue_latitude_e6, venue_longitude_e6)
                    SELECT programme.id, 'dispatched', organization.id, '担当', 'host@example.jp', '03-0000-0000', '講習会',
                           '', '', 30, false, CASE WHEN place IS NULL THEN 'online' ELSE 'both' END, 'phishing', 1, '', 0,
                           'assigned', '2026-04-02T00:00:00Z', '2026-04-02T00:00:00Z',
                           CASE WHEN place IS NOT NULL THEN '会館' END, place,
                           CASE WHEN place IS NOT NULL THEN '一丁目1' END,
                           CASE WHEN place IS NOT NULL THEN 34690000 END,
                           CASE WHEN place IS NOT NULL THEN 135500000 END
                      FROM programme, organization, (SELECT \(municipality)::text) AS wished (place)
                     WHERE programme.code = 'regional_dispatched'
                     ORDER BY organization.id
                     LIMIT 1
                    RETURNING id
                ), slot AS (
                    INSERT INTO request_slot (request_id, round, ordinal, during)
                    SELECT id, 1, 1, '[2090-07-05T05:00:00Z,2090-07-05T06:30:00Z)' FROM request
                    RETURNING id, request_id, during
                )
                INSERT INTO assignment (request_id, slot_id, presenter_id, during, online, travel_minutes, state,
                                        assigned_at)
                SELECT request_id, id, \(presenter.rawValue)::bigint, during, true, 0, 'confirmed',
                       '2026-04-03T00:00:00Z'
                  FROM slot
                RETURNING id
                """
            )
        }
    }

    private static let later = ["--start", "2090-07-12T14:00", "--end", "2090-07-12T15:30"]

    private func propose(_ assignment: Assignment.ID, by side: String, _ more: [String]) -> [String] {
        ["changes", "propose", "\(assignment)", "--by", side, "--reason", "会場が使えないため"] + more
    }

    @Test("are proposed for who phones, agreed to and listed; then the lecture has moved")
    func moves() async throws {
        let assignment = try await lecture()
        let run = try OfficeRun(now: moment("2090-06-01T10:00:00+09:00"))
        defer { run.end() }
        #expect(try run(as: "coordinator", ["changes", "list", "\(assignment)"]).output == "None.\n")
        let later = ChangesCommandTests.later + ["--old-stands", "--on-behalf-of", "窓口 電話"]
        let proposed = try run(as: "coordinator", propose(assignment, by: "host", later))
        #expect(proposed.errors == "")
        let change = String(try #require(proposed.output.firstMatch(of: /chg-\d+/)).output)
        #expect(proposed.output.contains("open  by the host") && proposed.output.contains("until "))
        let agreed = try run(as: "coordinator", ["changes", "agree", change, "--by", "presenter"])
        #expect(agreed.output.hasPrefix("\(change)  confirmed  by the host"), "\(agreed.errors)")
        let listed = try run(as: "auditor", ["changes", "list", "\(assignment)"]).output
        #expect(listed == agreed.output && listed.contains("会場が使えないため"))
        let days = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                "SELECT to_char(lower(during) AT TIME ZONE 'Asia/Tokyo', 'MM-DD HH24:MI') AS day FROM assignment"
            ) { row throws(PostgresError) in try row.value("day", as: String.self) }
        }
        #expect(days == ["07-12 14:00"])
        #expect(try run(as: "coordinator", ["changes", "agree", change, "--by", "host"]).status == 65)
    }

    @Test("are refused, decided and taken back by those who may")
    func ends() async throws {
        let assignment = try await lecture()
        let run = try OfficeRun(now: moment("2090-06-01T10:00:00+09:00"))
        defer { run.end() }
        func proposed() throws -> String {
            let made = try run(
                as: "coordinator",
                propose(assignment, by: "presenter", ChangesCommandTests.later)
            )
            return String(try #require(made.output.firstMatch(of: /chg-\d+/)).output)
        }
        let first = try proposed()
        let no = ["changes", "refuse", first, "--by", "host", "--reason", "会場が取れない"]
        let refused = try run(as: "coordinator", no)
        #expect(refused.output.contains("declined") && refused.output.contains("refused by the host"))
        let decide = ["changes", "decide", first, "keep", "--reason", "電話で確認"]
        #expect(try run(as: "clerk", decide).status == 77)
        #expect(try run(as: "coordinator", decide).output.contains("kept"))
        #expect(try run(as: "coordinator", decide).status == 65)
        let second = try proposed()
        let back = try run(as: "coordinator", ["changes", "withdraw", second, "--reason", "解決"])
        #expect(back.output.hasPrefix("\(second)  withdrawn"))
        let third = try proposed()
        let release = try run(
            as: "coordinator",
            ["changes", "decide", third, "release", "--reason", "講師の都合"]
        )
        #expect(release.output.hasPrefix("\(third)  released"))
    }

    @Test("are answered also to a coordinator who sees the lecture no more where it is then")
    func movedAway() async throws {
        let run = try OfficeRun(now: moment("2090-06-01T10:00:00+09:00"))
        defer { run.end() }
        let osaka = "osaka@body.example.jp"
        let add = ["users", "add", osaka, "--name", "大阪 花子", "--role", "clerk"]
        #expect(try run(as: "administrator", add).status == 0)
        let grant = ["users", "grant", osaka, "--role", "coordinator", "--prefecture", "27"]
        #expect(try run(as: "administrator", grant).status == 0)
        let assignment = try await lecture(in: "27100")
        let tokyo = ["--venue", "新館", "--municipality", "13101", "--address", "二丁目2"]
        let proposed = try run(as: osaka, propose(assignment, by: "host", tokyo))
        #expect(proposed.errors == "")
        let change = String(try #require(proposed.output.firstMatch(of: /chg-\d+/)).output)
        let decide = ["changes", "decide", change, "release", "--reason", "講師の都合"]
        let decided = try run(as: osaka, decide)
        #expect(decided.status == 0 && decided.output.hasPrefix("\(change)  released"), "\(decided.errors)")
        // It is not theirs any more.
        #expect(try run(as: osaka, ["changes", "list", "\(assignment)"]).status == 65)
    }

    @Test("say what is missing or not to be read")
    func wrong() async throws {
        let assignment = try await lecture()
        let run = try OfficeRun(now: moment("2090-06-01T10:00:00+09:00"))
        defer { run.end() }
        for (side, more, status) in [
            ("host", ["--start", "2090-07-12T14:00"], Int32(64)),
            ("host", ["--venue", "会館"], 64),
            ("host", ["--start", "soon", "--end", "2090-07-12T15:30"], 64),
            ("clerk", ChangesCommandTests.later, 64),
            ("host", [], 65),
            ("host", ["--venue", "会館", "--municipality", "13", "--address", "1-1"], 65),
            ("host", ["--start", "2020-07-12T14:00", "--end", "2020-07-12T15:30"], 65),
        ] {
            let made = try run(as: "coordinator", propose(assignment, by: side, more))
            #expect(made.status == status && made.output.isEmpty, "\(side) \(more) \(made.errors)")
        }
        let whole = propose(assignment, by: "host", ChangesCommandTests.later)
        #expect(try run(as: "accountant", whole).status == 77)
        #expect(try run(as: "coordinator", ["changes", "list", "asg-999"]).status == 65)
    }
}
