public import KodanDomain
public import Postgres

/// What a side of a lecture is asked.
public enum ReminderKind: String, Sendable, SQLEncodable, SQLDecodable {
    /// The presenter, whether the lecture stands.
    case presenterReconfirmation = "presenter_reconfirmation"
    /// The host, whether it stands.
    case hostReconfirmation = "host_reconfirmation"
    /// The presenter, for the report.
    case report
    /// The host, for the confirmation.
    case confirmation
}

/// A question that was just noted as asked.
public struct NotedReminder: Sendable, Equatable {
    /// About which assignment.
    public let assignment: Assignment.ID
    /// What is asked.
    public let kind: ReminderKind
    /// How often it was asked before.
    public let nth: Int
}

/// When questions about lectures are due.
public struct ReminderTimes: Sendable {
    /// So many days before the lecture it is to be confirmed again.
    public let reconfirmDaysBefore: Int
    /// So many days before it a missing answer comes up.
    public let reconfirmDueDays: Int
    /// So many days lie between question and reminder.
    public let reminderDays: Int
    /// So often is reminded.
    public let reminders: Int

    /// These times.
    public init(reconfirmDaysBefore: Int, reconfirmDueDays: Int, reminderDays: Int, reminders: Int) {
        self.reconfirmDaysBefore = reconfirmDaysBefore
        self.reconfirmDueDays = reconfirmDueDays
        self.reminderDays = reminderDays
        self.reminders = reminders
    }
}

/// What was asked about lectures, and what is to be asked.
public struct ReminderStore {
    private let session: Session
    private let times: ReminderTimes

    /// Works in the transaction of `session`.
    public init(_ session: Session, _ times: ReminderTimes) {
        self.session = session
        self.times = times
    }

    /// What is open about each lecture: the side and question, and whether it is before the lecture.
    private func open(at now: Instant) -> SQL {
        """
        SELECT assignment.id, assignment.request_id, assignment.during, asked.kind
          FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
          CROSS JOIN LATERAL (
              SELECT 'presenter_reconfirmation' AS kind WHERE assignment.presenter_reconfirmed_at IS NULL
              UNION ALL
              SELECT 'host_reconfirmation'
               WHERE assignment.host_reconfirmed_at IS NULL AND request.organization_id IS NOT NULL
          ) AS asked
         WHERE assignment.state = 'confirmed'
           AND lower(assignment.during) > \(now)
           AND lower(assignment.during) <= \(now.adding(days: times.reconfirmDaysBefore))
           AND assignment.assigned_at <= \(now.adding(days: -times.reminderDays))
        UNION ALL
        SELECT assignment.id, assignment.request_id, assignment.during, asked.kind
          FROM assignment
          JOIN lecture_request AS request ON request.id = assignment.request_id
          CROSS JOIN LATERAL (
              SELECT 'report' AS kind
               WHERE NOT EXISTS (SELECT FROM lecture_report WHERE assignment_id = assignment.id)
              UNION ALL
              SELECT 'confirmation'
               WHERE request.organization_id IS NOT NULL
                 AND NOT EXISTS (SELECT FROM host_confirmation WHERE assignment_id = assignment.id)
          ) AS asked
         WHERE assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
           AND request.state IN ('assigned', 'held')
           AND upper(assignment.during) <= \(now)
        """
    }

    /// The last time that the question of `open` was asked.
    private static let last: SQL = """
        LEFT JOIN LATERAL (
            SELECT max(nth) AS nth, max(sent_at) AS sent_at, min(sent_at) AS first_at
              FROM reminder
             WHERE reminder.assignment_id = open.id
               AND reminder.kind = open.kind
               AND reminder.lecture_at = lower(open.during)
        ) AS last ON true
        """

    /// Notes up to `limit` questions that are due as asked, and returns them; no two processes note the same.
    public func note(limit: Int, at now: Instant) throws(PostgresError) -> [NotedReminder] {
        try session.rows(
            """
            WITH due AS (
                SELECT open.id, open.kind, lower(open.during) AS lecture_at, coalesce(last.nth + 1, 0) AS nth
                  FROM (\(open(at: now))) AS open
                \(ReminderStore.last)
                 WHERE last.nth IS NULL
                    OR (last.nth < \(times.reminders) AND last.sent_at <= \(now.adding(days: -times.reminderDays)))
                 ORDER BY open.id, open.kind
                 LIMIT \(limit)
            )
            INSERT INTO reminder (assignment_id, kind, lecture_at, nth, sent_at)
            SELECT due.id, due.kind, due.lecture_at, due.nth, \(now)
              FROM due
             ORDER BY due.id, due.kind
                ON CONFLICT DO NOTHING
            RETURNING assignment_id, kind, nth
            """
        ) { row throws(PostgresError) in
            NotedReminder(
                assignment: try row.value("assignment_id"),
                kind: try row.value("kind"),
                nth: try row.value("nth")
            )
        }
    }

    /// What has no answer in spite of reminders, or so few days before the lecture, and the kind of its desk entry.
    private func missing(at now: Instant) -> SQL {
        """
        SELECT open.id, open.request_id, open.kind, last.nth + 1 AS times,
               CASE open.kind WHEN 'report' THEN 'report_missing'
                              WHEN 'confirmation' THEN 'confirmation_missing'
                              ELSE 'reconfirmation_missing' END AS entry
          FROM (\(open(at: now))) AS open
        \(ReminderStore.last)
         WHERE CASE
               WHEN open.kind IN ('report', 'confirmation')
               THEN last.nth >= \(times.reminders)
                    AND last.sent_at <= \(now.adding(days: -times.reminderDays))
               ELSE last.first_at <= \(now.adding(days: -times.reminderDays))
                    AND lower(open.during) <= \(now.adding(days: times.reconfirmDueDays))
               END
        """
    }

    /// Adds to what lies on the desk about one side what the other has not answered either, and returns it.
    public func addOtherSides(at now: Instant) throws(PostgresError) -> [DeskEntry.ID] {
        try session.rows(
            """
            UPDATE desk_entry AS entry
               SET tried = left(entry.tried || ', ' || missing.kind || ' ' || missing.times, 500)
              FROM (\(missing(at: now))) AS missing
             WHERE entry.assignment_id = missing.id
               AND entry.kind = missing.entry
               AND entry.closed_at IS NULL
               AND strpos(entry.tried, missing.kind) = 0
            RETURNING entry.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Puts on the desk what has no answer in spite of reminders, or so few days before the lecture, and returns it.
    public func bringUp(at now: Instant) throws(PostgresError) -> [DeskEntry.ID] {
        try session.rows(
            """
            INSERT INTO desk_entry (kind, request_id, assignment_id, tried, opened_at)
            SELECT missing.entry, missing.request_id, missing.id,
                   string_agg(missing.kind || ' ' || missing.times, ', ' ORDER BY missing.kind), \(now)
              FROM (\(missing(at: now))) AS missing
             WHERE NOT EXISTS (
                 SELECT FROM desk_entry
                  WHERE desk_entry.assignment_id = missing.id AND desk_entry.kind = missing.entry
                    -- A coordinator who has answered for a host that nobody could ask said nothing of the presenter.
                    AND NOT (missing.kind = 'presenter_reconfirmation'
                             AND desk_entry.closed_at IS NOT NULL
                             AND desk_entry.tried = 'host_reconfirmation 0')
             )
             GROUP BY missing.entry, missing.request_id, missing.id
             ORDER BY missing.id, missing.entry
                ON CONFLICT DO NOTHING
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}
