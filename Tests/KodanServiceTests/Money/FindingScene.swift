import KodanDomain
import KodanService
import KodanTestSupport
import Postgres

/// Lectures whose claims are changed as a test wants them, and what the check says of them.
struct FindingScene: Sendable {
    let scene: MoneyScene
    let database: TestDatabase
    /// Ten days after most of the lectures.
    let office: Office
    var staff: Staff { database.staff }

    init(at now: String = "2026-11-20T10:00:00+09:00") async throws {
        database = .current
        scene = try await MoneyScene()
        office = database.office(at: moment(now))
        // Each test states the limits and the evidence that it is about.
        try await run("DELETE FROM evidence_rule; DELETE FROM travel_rate")
    }

    /// Runs statements as the owner of the tables.
    func run(_ sql: String) async throws {
        try await database.owner.transaction { session in try session.script(sql) }
    }

    /// The first column of some rows.
    func texts(_ sql: SQL) async throws -> [String] {
        try await database.owner.transaction { session in
            try session.rows(sql) { row throws(PostgresError) in try row.value("text") }
        }
    }

    /// A leg of this means, claimed for a lecture; its key.
    func leg(
        _ mode: String,
        for assignment: Assignment.ID,
        on day: String = "2026-11-10",
        from: String = "東京",
        to: String = "大阪",
        amount: Int = 10_000,
        directly: Bool = false,
        evidence: Int64? = nil
    ) async throws -> TravelLeg.ID {
        try await database.owner.transaction { session in
            try session.value(
                """
                INSERT INTO travel_leg (assignment_id, travelled_on, mode, from_place, to_place, amount, paid_directly,
                                        evidence_id, claimed_at)
                VALUES (\(assignment.rawValue), \(day), \(mode), \(from), \(to), \(amount), \(directly), \(evidence),
                        '2026-11-12T00:00:00Z')
                RETURNING id
                """
            )
        }
    }

    /// A file of this kind, filed for a lecture; its key.
    func file(_ kind: String, for assignment: Assignment.ID) async throws -> Int64 {
        try await FindingScene.file(kind, for: assignment)
    }

    static func file(_ kind: String, for assignment: Assignment.ID) async throws -> Int64 {
        try await TestDatabase.current.owner.transaction { session in
            try session.value(
                """
                INSERT INTO evidence (assignment_id, kind, sha256, byte_count, media_type, file_name, filed_at)
                SELECT \(assignment.rawValue)::bigint, \(kind)::text,
                       decode(lpad(to_hex(count(*) + 1), 64, '0'), 'hex'), 10, 'application/pdf', 'a.pdf',
                       '2026-11-12T00:00:00Z'
                  FROM evidence
                RETURNING id
                """
            )
        }
    }

    /// A lecture that was held at a venue, from this minute of the day on, for ninety minutes.
    func held(
        by presenter: Presenter.ID,
        on day: String,
        at time: String,
        in municipality: String
    ) async throws -> Assignment.ID {
        guard let date = LocalDate(day) else { preconditionFailure("\(day) is no day") }
        let id = try await scene.lecture(by: presenter, on: date, reported: nil)
        try await run(
            """
            UPDATE assignment SET online = false, during = tstzrange('\(day)T\(time)+09:00',
                '\(day)T\(time)+09:00'::timestamptz + interval '90 minutes') WHERE id = \(id.rawValue);
            UPDATE lecture_request SET place = 'venue', venue_name = '会館', venue_address = '一丁目',
                   venue_municipality_code = municipality.code, venue_latitude_e6 = municipality.latitude_e6,
                   venue_longitude_e6 = municipality.longitude_e6
              FROM municipality, assignment
             WHERE municipality.code = '\(municipality)' AND assignment.id = \(id.rawValue)
               AND lecture_request.id = assignment.request_id;
            INSERT INTO lecture_report (assignment_id, presenter_id, held, minutes, attendance, summary, on_behalf,
                                        reported_at)
            SELECT id, presenter_id, during, 90, 30, '実施', false, upper(during) FROM assignment
             WHERE id = \(id.rawValue);
            UPDATE lecture_request SET state = 'attested' FROM assignment
             WHERE assignment.id = \(id.rawValue) AND lecture_request.id = assignment.request_id;
            """
        )
        return id
    }

    /// Turns a dispatched lecture into one that its presenter asked for.
    func hostThemselves(_ assignment: Assignment.ID) async throws {
        try await run(
            """
            UPDATE lecture_request SET delivery = 'self_hosted', asking_presenter_id = assignment.presenter_id
              FROM assignment
             WHERE assignment.id = \(assignment.rawValue) AND lecture_request.id = assignment.request_id
            """
        )
    }

    /// Checks as the accountant.
    @discardableResult
    func check(upTo last: String? = nil) async throws -> CheckedHonoraria {
        try await CheckHonoraria(office: office)(upTo: last.flatMap { LocalDate($0) }, as: staff.accountant)
    }

    /// The findings in `state`: kind, severity, subject and the other one.
    func findings(_ state: FindingState = .open) async throws -> [String] {
        try await ReadFindings(office: office)(in: state, as: staff.auditor).items.map { finding in
            let cause = finding.cause
            let subject =
                switch cause.subject {
                case .lecture(let id): id.description
                case .payee(let id): id.description
                }
            return [cause.kind.rawValue, cause.severity.rawValue, subject, cause.other]
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
    }
}
