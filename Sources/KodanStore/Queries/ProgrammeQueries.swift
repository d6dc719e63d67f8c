public import KodanDomain
public import Postgres

/// Programmes, their targets and the body's own schedule.
public struct ProgrammeQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` programmes with keys above `after`, smaller keys first: all, or those in force on `day`.
    public func list(
        on day: LocalDate?,
        after: Programme.ID?,
        limit: Int
    ) throws(PostgresError) -> [ProgrammeEntry] {
        let inForce: SQL = if let day { "AND valid @> \(day)::date" } else { "" }
        return try entries("WHERE id > \(after ?? Programme.ID(0)) \(inForce) ORDER BY id LIMIT \(limit)")
    }

    /// The programmes that `filter` lets through, with the targets of their groups.
    func entries(_ filter: SQL) throws(PostgresError) -> [ProgrammeEntry] {
        let targets = try targets()
        return try session.rows(
            """
            SELECT id, code, name_ja, name_en, delivery, target_group, pays_honorarium, lead_days, minimum_attendance,
                   valid, \(ProgrammeStore.admission)
              FROM programme
            \(filter)
            """
        ) { row throws(PostgresError) in
            let group: String = try row.value("target_group")
            return ProgrammeEntry(
                programme: try ProgrammeRules(row: row),
                englishName: try row.value("name_en"),
                targetGroup: group,
                admission: try ProgrammeAdmission(row: row),
                targets: targets[group] ?? []
            )
        }
    }

    private func targets() throws(PostgresError) -> [String: [TargetEntry]] {
        let rows = try session.rows(
            """
            SELECT target_group, fiscal_year, target, held, attendance, unit
              FROM programme_target
             ORDER BY target_group, fiscal_year
            """
        ) { row throws(PostgresError) -> (String, TargetEntry) in
            let entry = TargetEntry(
                year: try row.value("fiscal_year"),
                target: try row.optional("target"),
                held: try row.optional("held"),
                attendance: try row.optional("attendance"),
                unit: try row.value("unit")
            )
            return (try row.value("target_group"), entry)
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// At most `limit` events by day, programme and place; all, or those of one year or one programme.
    public func events(
        in year: FiscalYear?,
        of programme: ProgrammeCode?,
        limit: Int
    ) throws(PostgresError) -> [ProgrammeEventEntry] {
        let within: SQL =
            if let year { "AND event.held_on BETWEEN \(year.first) AND \(year.last)" } else { "" }
        let ofProgramme: SQL = if let programme { "AND programme.code = \(programme)" } else { "" }
        return try session.rows(
            """
            SELECT event.id, programme.code, event.held_on, event.place, event.capacity, event.attendance
              FROM programme_event AS event
              JOIN programme ON programme.id = event.programme_id
             WHERE event.removed_at IS NULL
            \(within)
            \(ofProgramme)
             ORDER BY event.held_on, programme.code, event.place
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            ProgrammeEventEntry(
                id: try row.value("id"),
                event: try ProgrammeEvent(row: row),
                attendance: try row.optional("attendance")
            )
        }
    }
}
