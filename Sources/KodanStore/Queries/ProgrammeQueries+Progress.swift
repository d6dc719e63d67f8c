public import KodanDomain
public import Postgres

extension ProgrammeQueries {
    /// The programme with this code; nil if there is none.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> ProgrammeEntry? {
        try entries("WHERE code = \(code)").first
    }

    /// All groups of programmes, or one, with what they aim at in `year` and what was held, by group.
    ///
    /// It needs sight of all lectures: a part of them says nothing about a target.
    public func progress(
        in year: FiscalYear,
        of group: ProgrammeCode? = nil
    ) throws(PostgresError) -> [TargetProgressEntry] {
        let wanted: SQL = if let group { "WHERE known.target_group = \(group)" } else { "" }
        return try session.rows(
            """
            WITH held AS (
                SELECT programme.target_group, count(*) AS lectures,
                       coalesce(sum(coalesce(report.attendance, confirmed.attendance)), 0)::bigint AS attendance
                  FROM assignment AS lecture
                  JOIN lecture_request AS request ON request.id = lecture.request_id
                  JOIN programme ON programme.id = request.programme_id
                  LEFT JOIN lecture_report AS report ON report.assignment_id = lecture.id
                  LEFT JOIN host_confirmation AS confirmed ON confirmed.assignment_id = lecture.id
                 WHERE lecture.state = 'delivered'
                   AND lower(lecture.during) >= \(Instant(year.first, .midnight))
                   AND lower(lecture.during) < \(Instant(year.last.adding(days: 1), .midnight))
                 GROUP BY programme.target_group
            ), scheduled AS (
                SELECT programme.target_group, count(*) AS events, count(event.attendance) AS held,
                       coalesce(sum(event.attendance), 0)::bigint AS attendance
                  FROM programme_event AS event
                  JOIN programme ON programme.id = event.programme_id
                 WHERE event.removed_at IS NULL
                   AND event.held_on BETWEEN \(year.first) AND \(year.last)
                 GROUP BY programme.target_group
            ), known AS (
                SELECT target_group FROM programme
                UNION
                SELECT target_group FROM programme_target WHERE fiscal_year = \(year)
            )
            SELECT known.target_group, aim.target, aim.unit, aim.held AS stated_held,
                   aim.attendance AS stated_attendance,
                   coalesce(held.lectures, 0) + coalesce(scheduled.held, 0) AS held,
                   coalesce(held.attendance, 0) + coalesce(scheduled.attendance, 0) AS attendance,
                   coalesce(scheduled.events, 0) AS scheduled,
                   ARRAY(
                       SELECT code FROM programme WHERE programme.target_group = known.target_group ORDER BY code
                   ) AS programmes
              FROM known
              LEFT JOIN programme_target AS aim
                ON aim.target_group = known.target_group AND aim.fiscal_year = \(year)
              LEFT JOIN held ON held.target_group = known.target_group
              LEFT JOIN scheduled ON scheduled.target_group = known.target_group
            \(wanted)
             ORDER BY known.target_group
            """
        ) { row throws(PostgresError) in
            TargetProgressEntry(
                group: try row.value("target_group"),
                programmes: try row.value("programmes"),
                year: year,
                target: try row.optional("target"),
                unit: try row.optional("unit"),
                statedHeld: try row.optional("stated_held"),
                statedAttendance: try row.optional("stated_attendance"),
                held: try row.value("held"),
                attendance: try row.value("attendance"),
                scheduled: try row.value("scheduled")
            )
        }
    }
}
