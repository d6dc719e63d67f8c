import KodanDomain
import KodanTestSupport
import Postgres
import Testing

extension SimulatedYearTests {
    /// Every change ended as it may, and each side was told of its end once, by a mail that was put in with it.
    func expectChanges(_ made: ChangesMade) async throws {
        let ends = try await texts("SELECT state FROM change_proposal")
        #expect(ends.count == made.proposed && made.proposed >= 10)
        #expect(Set(ends).isSubset(of: ["confirmed", "kept", "released", "overtaken"]))
        #expect(Set(ends).isSuperset(of: ["confirmed", "kept", "released"]))
        print("changes: \(made.proposed) proposed, \(made.impossible) did not fit;", counts(of: ends))
        // Silence moved nothing: both said yes in time, and the lecture is where they said, if nothing came after.
        #expect(
            try await texts(
                """
                SELECT change.id::text
                  FROM change_proposal AS change
                  JOIN assignment ON assignment.id = change.assignment_id
                 WHERE change.state = 'confirmed'
                   AND (change.host_confirmed_at IS NULL OR change.presenter_confirmed_at IS NULL
                        OR greatest(change.host_confirmed_at, change.presenter_confirmed_at) >= change.deadline
                        OR assignment.during <> change.during)
                """
            ) == []
        )
        #expect(try await texts(SimulatedYearTests.wronglyTold) == [])
    }

    /// How many requests have nobody in the end whose presenter was let go over a change.
    func lostToChanges() async throws -> Int {
        try await texts(
            """
            SELECT DISTINCT assignment.request_id::text
              FROM change_proposal AS change
              JOIN assignment ON assignment.id = change.assignment_id
             WHERE change.state = 'released'
               AND NOT EXISTS (SELECT FROM assignment AS next
                                WHERE next.request_id = assignment.request_id
                                  AND next.state IN ('confirmed', 'reconfirmed', 'delivered'))
            """
        ).count
    }

    private func counts(of states: [String]) -> String {
        let lines = Dictionary(grouping: states) { $0 }.map { "\($0.value.count) \($0.key)" }
        return lines.sorted().joined(separator: ", ")
    }

    /// Changes of whose end, or refusal, one side was told never or twice.
    ///
    /// Who said no knows it; all others are told.
    private static let wronglyTold: SQL = """
        SELECT change.id || ' ' || change.state || ' ' || side.name || ' ' || told.mails
          FROM change_proposal AS change
          JOIN assignment ON assignment.id = change.assignment_id
         CROSS JOIN (VALUES ('host', 'contact'), ('presenter', 'presenter')) AS side (name, addressee)
         CROSS JOIN LATERAL (
             SELECT count(*) AS mails
               FROM outbox_message AS mail
              WHERE mail.request_id = assignment.request_id
                AND mail.addressee = side.addressee
                AND mail.queued_at = change.ended_at
                AND mail.kind IN ('lecture_moved', 'change_dropped', 'presenter_withdrew', 'assignment_released')
         ) AS told
         WHERE change.state IN ('confirmed', 'kept', 'released')
           AND told.mails <> CASE WHEN change.state = 'kept' AND change.old_stands AND change.declined_by = side.name
                                  THEN 0 ELSE 1 END
         UNION ALL
        SELECT change.id || ' declined by ' || change.declined_by || ' ' || count(mail.id)
          FROM change_proposal AS change
          LEFT JOIN outbox_message AS mail ON mail.change_id = change.id AND mail.kind = 'change_declined'
         WHERE change.declined_by IS NOT NULL
         GROUP BY change.id
        HAVING count(mail.id) <> CASE WHEN change.old_stands THEN 0 ELSE 1 END
        """
}
