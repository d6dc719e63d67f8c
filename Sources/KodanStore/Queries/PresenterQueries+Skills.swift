import KodanDomain
import Postgres

extension PresenterQueries {
    /// Topics with levels, by code.
    func topics(of id: Presenter.ID) throws(PostgresError) -> [TopicSkill] {
        try session.rows(
            "SELECT topic_code, level FROM presenter_topic WHERE presenter_id = \(id) ORDER BY topic_code"
        ) { row throws(PostgresError) in
            let code: TopicCode = try row.value("topic_code")
            let level: Int = try row.value("level")
            return try valid("level") { () throws(FieldRefused) in try TopicSkill(code, level: level) }
        }
    }

    /// Qualifications, by code.
    func qualifications(of id: Presenter.ID) throws(PostgresError) -> [Qualification] {
        try session.rows(
            """
            SELECT qualification_code, number, expires_on
              FROM presenter_qualification
             WHERE presenter_id = \(id)
             ORDER BY qualification_code
            """
        ) { row throws(PostgresError) in
            let code: QualificationCode = try row.value("qualification_code")
            let number: String? = try row.optional("number")
            let expires: LocalDate? = try row.optional("expires_on")
            return try valid("number") { () throws(FieldRefused) in
                try Qualification(code, number: number, expires: expires)
            }
        }
    }

    /// Hours of the week, Monday first.
    func hours(of id: Presenter.ID) throws(PostgresError) -> [WeeklyHours] {
        try session.rows(
            """
            SELECT weekday, lower(minutes) AS first, upper(minutes) AS past
              FROM presenter_hours
             WHERE presenter_id = \(id)
             ORDER BY weekday, minutes
            """
        ) { row throws(PostgresError) in
            let weekday: Weekday = try row.value("weekday")
            let first: Int = try row.value("first")
            let past: Int = min(try row.value("past"), 1439)
            return try valid("minutes") { () throws(FieldRefused) in
                guard let from = TimeOfDay(minutes: first), let to = TimeOfDay(minutes: past) else {
                    throw FieldRefused(.weeklyHours, expected: .hours)
                }
                return try WeeklyHours(weekday, from: from, to: to)
            }
        }
    }
}

/// The value that a constraint of the database vouches for.
func valid<Value>(
    _ column: String,
    _ make: () throws(FieldRefused) -> Value
) throws(PostgresError) -> Value {
    do throws(FieldRefused) {
        return try make()
    } catch {
        throw .decoding(column: column, expected: error.expected.code)
    }
}
