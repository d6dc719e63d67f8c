public import KodanDomain
public import Postgres

/// A programme as a list shows it (事業一覧).
public struct ProgrammeEntry: Sendable, Equatable {
    /// Its rules.
    public let programme: StoredProgramme
    /// Its English name.
    public let englishName: String
    /// The group whose targets it helps to meet.
    public let targetGroup: String
    /// What the group aims at and has held, year by year.
    public let targets: [TargetEntry]
}

/// What a group of programmes aims at, or has held, in a year.
public struct TargetEntry: Sendable, Equatable {
    /// The fiscal year.
    public let year: FiscalYear
    /// What is aimed at.
    public let target: Int?
    /// What was held, as the body counts it.
    public let held: Int?
    /// How many came.
    public let attendance: Int?
    /// What is counted: `lectures`, `places`, `seminars`, `companies`.
    public let unit: String
}

/// A seminar or conference of the body's own schedule.
public struct ProgrammeEvent: Sendable, Equatable {
    /// The programme.
    public let programme: ProgrammeCode
    /// The day.
    public let heldOn: LocalDate
    /// Where.
    public let place: String
    /// For how many.
    public let capacity: Int
}

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
                   valid
              FROM programme
            \(filter)
            """
        ) { row throws(PostgresError) in
            let group: String = try row.value("target_group")
            return ProgrammeEntry(
                programme: try StoredProgramme(row: row),
                englishName: try row.value("name_en"),
                targetGroup: group,
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
    ) throws(PostgresError) -> [ProgrammeEvent] {
        let within: SQL =
            if let year { "AND event.held_on BETWEEN \(year.first) AND \(year.last)" } else { "" }
        let ofProgramme: SQL = if let programme { "AND programme.code = \(programme)" } else { "" }
        return try session.rows(
            """
            SELECT programme.code, event.held_on, event.place, event.capacity
              FROM programme_event AS event
              JOIN programme ON programme.id = event.programme_id
             WHERE true
            \(within)
            \(ofProgramme)
             ORDER BY event.held_on, programme.code, event.place
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            ProgrammeEvent(
                programme: try row.value("code"),
                heldOn: try row.value("held_on"),
                place: try row.value("place"),
                capacity: try row.value("capacity")
            )
        }
    }
}
