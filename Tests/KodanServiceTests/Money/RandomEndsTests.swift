import KodanDomain
import KodanTestSupport
import Postgres
import Testing

@Suite("However assignments end,", .database)
struct RandomEndsTests {
    @Test(
        "what was attested is paid once, closed months stay, papers agree, and requests end when nothing is owed",
        arguments: [1, 2, 3, 4] as [UInt64]
    )
    func agree(seed: UInt64) async throws {
        try await withFolder { folder in
            var ends = try await RandomEnds(seed: seed, folder: folder)
            try await ends.lectures()
            try await Self.requireWhole(ends)
            var closed: [String: String] = [:]
            for month in RandomEnds.months {
                try await ends.pay(month)
                try await Self.requireWhole(ends)
                try await ends.expectPapers(of: month)
                for (month, digest) in try await RandomMonthsTests.closedMonths() {
                    try #require(closed[month, default: digest] == digest, "\(month) after \(ends.done)")
                    closed[month] = digest
                }
            }
            try await ends.calculate(upTo: day("2026-11-30"))
            let paid = try await Self.paid()
            let worth = ends.worth
            for assignment in Set(paid.keys).union(worth.keys).sorted() {
                let (got, due) = (paid[assignment] ?? 0, worth[assignment] ?? 0)
                #expect(got == due, "\(assignment): \(ends.done)")
            }
            #expect(try await Self.lines(Self.unended) == [], "\(ends.done)")
            ends.clock.set(moment("2027-01-15T10:00:00+09:00"))
            try await ends.expectSlips()
            try await ends.expectYear()
            // A run in which nothing was ever paid would prove nothing.
            #expect(paid.values.reduce(0, +) > 0 && closed.count > 1)
        }
    }

    private static func requireWhole(_ ends: RandomEnds) async throws {
        let broken = try await lines(rules)
        try #require(broken.isEmpty, "\(broken) after \(ends.done)")
    }

    private static func lines(_ sql: SQL) async throws -> [String] {
        try await TestDatabase.current.owner.transaction { session in
            try session.rows("SELECT found.line FROM (\(sql)) AS found (line) ORDER BY found.line") {
                row throws(PostgresError) -> String in try row.value("line")
            }
        }
    }

    /// What was paid for each assignment that somebody was paid for, before tax, by its key.
    private static func paid() async throws -> [String: Int64] {
        let rows = try await TestDatabase.current.owner.transaction { session in
            try session.rows(
                """
                SELECT 'asg-' || honorarium.assignment_id AS assignment, sum(payment_line.gross)::bigint AS gross
                  FROM payment_line
                  JOIN payment ON payment.id = payment_line.payment_id AND payment.state = 'paid'
                  JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                 WHERE payment_line.released_at IS NULL
                 GROUP BY honorarium.assignment_id
                """
            ) { row throws(PostgresError) -> (String, Int64) in
                (try row.value("assignment"), try row.value("gross"))
            }
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// What has not come to its end once all is settled.
    private static let unended: SQL = """
        SELECT 'req-' || id || ' is ' || state FROM lecture_request WHERE state NOT IN ('closed', 'cancelled')
        UNION ALL
        SELECT 'something is reserved for req-' || request_id FROM budget_reservation WHERE released_at IS NULL
        UNION ALL
        SELECT 'pmt-' || id || ' is ' || state FROM payment WHERE state NOT IN ('paid', 'dropped')
        """

    /// What never holds, at any time.
    private static let rules: SQL = """
        SELECT 'req-' || request.id || ' is closed and owes hon-' || owed.id
          FROM lecture_request AS request
          JOIN assignment ON assignment.request_id = request.id
          JOIN honorarium AS owed ON owed.assignment_id = assignment.id AND owed.entry = 'original'
         WHERE request.state = 'closed'
           AND owed.gross > 0
           AND NOT EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red')
           AND NOT EXISTS (
               SELECT FROM payment_line
                 JOIN payment ON payment.id = payment_line.payment_id AND payment.state = 'paid'
                WHERE payment_line.honorarium_id = owed.id AND payment_line.released_at IS NULL
           )
           -- What was declined by mistake is owed by a request that had ended.
           AND NOT EXISTS (
               SELECT FROM fee_agreement WHERE assignment_id = assignment.id AND kind = 'table'
           )
           -- So is what was claimed after it had.
           AND owed.calculated_at <= (
               SELECT max(at) FROM audit_event WHERE action = 'request.closed' AND subject = 'req-' || request.id
           )
        UNION ALL
        SELECT 'req-' || request.id || ' is closed and nobody has calculated asg-' || given.id
          FROM lecture_request AS request
          JOIN programme ON programme.id = request.programme_id AND programme.pays_honorarium
          JOIN assignment AS given ON given.request_id = request.id AND given.state = 'delivered'
         WHERE request.state = 'closed'
           AND NOT EXISTS (SELECT FROM honorarium WHERE assignment_id = given.id AND entry = 'original')
           AND NOT EXISTS (SELECT FROM fee_agreement WHERE assignment_id = given.id AND kind = 'declined')
        UNION ALL
        SELECT 'req-' || request.id || ' owes nothing and is not closed'
          FROM lecture_request AS request
         WHERE request.state = 'attested'
           AND NOT EXISTS (
               SELECT FROM assignment AS given
                WHERE given.request_id = request.id
                  AND given.state = 'delivered'
                  AND NOT EXISTS (SELECT FROM honorarium WHERE assignment_id = given.id AND entry = 'original')
           )
           AND NOT EXISTS (
               SELECT FROM assignment
                 JOIN honorarium AS owed ON owed.assignment_id = assignment.id AND owed.entry <> 'red'
                WHERE assignment.request_id = request.id
                  AND owed.gross > 0
                  AND NOT EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red')
                  AND NOT EXISTS (
                      SELECT FROM payment_line
                        JOIN payment ON payment.id = payment_line.payment_id AND payment.state = 'paid'
                       WHERE payment_line.honorarium_id = owed.id AND payment_line.released_at IS NULL
                  )
           )
        UNION ALL
        SELECT 'something is reserved for req-' || request.id || ', which is ' || request.state
          FROM budget_reservation
          JOIN lecture_request AS request ON request.id = budget_reservation.request_id
         WHERE budget_reservation.released_at IS NULL
           AND request.state IN ('closed', 'cancelled', 'rejected')
        UNION ALL
        SELECT 'pmt-' || payment.id || ' is not the sum of its honoraria'
          FROM payment
          LEFT JOIN payment_line ON payment_line.payment_id = payment.id AND payment_line.released_at IS NULL
          LEFT JOIN honorarium ON honorarium.id = payment_line.honorarium_id
         GROUP BY payment.id
        HAVING payment.gross <> coalesce(sum(honorarium.fee + honorarium.travel_to_presenter), 0)
            OR payment.tax <> coalesce(sum(payment_line.tax_share), 0)
        UNION ALL
        SELECT 'the legs of asg-' || owed.assignment_id || ' are not its travel'
          FROM honorarium AS owed
          LEFT JOIN travel_leg ON travel_leg.assignment_id = owed.assignment_id
         WHERE owed.entry = 'original'
         GROUP BY owed.id
        HAVING owed.travel_to_presenter
                   <> coalesce(sum(travel_leg.amount) FILTER (WHERE NOT travel_leg.paid_directly), 0)
            OR owed.travel_paid_directly
                   <> coalesce(sum(travel_leg.amount) FILTER (WHERE travel_leg.paid_directly), 0)
        UNION ALL
        SELECT 'asg-' || assignment_id || ' owes two entries'
          FROM honorarium AS owed
         WHERE owed.entry <> 'red'
           AND NOT EXISTS (SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red')
         GROUP BY assignment_id
        HAVING count(*) > 1
        """
}
