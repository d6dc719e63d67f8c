import KodanDomain
import Postgres

extension PresenterQueries {
    /// What the presenter `whole` masters, holds and is there for: a list for each part, all in the same order.
    static let skills: SQL = """
        ARRAY(SELECT topic_code \(topics)) AS topic_codes, ARRAY(SELECT level \(topics)) AS topic_levels,
        ARRAY(SELECT qualification_code \(qualifications)) AS qualification_codes,
        ARRAY(SELECT coalesce(number, '') \(qualifications)) AS qualification_numbers,
        ARRAY(SELECT coalesce(expires_on::text, '') \(qualifications)) AS qualification_ends,
        ARRAY(SELECT weekday \(hours)) AS weekdays, ARRAY(SELECT lower(minutes) \(hours)) AS first_minutes,
        ARRAY(SELECT upper(minutes) \(hours)) AS past_minutes
        """

    private static let topics: SQL = """
        FROM presenter_topic WHERE presenter_topic.presenter_id = whole.id ORDER BY topic_code
        """
    private static let qualifications: SQL = """
        FROM presenter_qualification AS held WHERE held.presenter_id = whole.id ORDER BY qualification_code
        """
    private static let hours: SQL = """
        FROM presenter_hours WHERE presenter_hours.presenter_id = whole.id ORDER BY weekday, minutes
        """
}

extension Row {
    /// Topics with levels, by code.
    func topics() throws(PostgresError) -> [TopicSkill] {
        let codes: [TopicCode] = try value("topic_codes")
        let levels: [Int] = try value("topic_levels")
        var topics: [TopicSkill] = []
        for (code, level) in zip(codes, levels) {
            topics.append(
                try valid("topic_levels") { () throws(FieldRefused) in try TopicSkill(code, level: level) }
            )
        }
        return topics
    }

    /// Qualifications, by code.
    func qualifications() throws(PostgresError) -> [Qualification] {
        let codes: [QualificationCode] = try value("qualification_codes")
        let numbers: [String] = try value("qualification_numbers")
        let ends: [String] = try value("qualification_ends")
        var qualifications: [Qualification] = []
        for index in codes.indices {
            let number = numbers[index].isEmpty ? nil : numbers[index]
            qualifications.append(
                try valid("qualification_numbers") { () throws(FieldRefused) in
                    try Qualification(codes[index], number: number, expires: LocalDate(ends[index]))
                }
            )
        }
        return qualifications
    }

    /// Hours of the week, Monday first.
    func weeklyHours() throws(PostgresError) -> [WeeklyHours] {
        let weekdays: [Weekday] = try value("weekdays")
        let first: [Int] = try value("first_minutes")
        let past: [Int] = try value("past_minutes")
        var hours: [WeeklyHours] = []
        for index in weekdays.indices {
            hours.append(
                try valid("past_minutes") { () throws(FieldRefused) in
                    guard let from = TimeOfDay(minutes: first[index]),
                        let to = TimeOfDay(minutes: min(past[index], 1439))
                    else { throw FieldRefused(.weeklyHours, expected: .hours) }
                    return try WeeklyHours(weekdays[index], from: from, to: to)
                }
            )
        }
        return hours
    }
}
