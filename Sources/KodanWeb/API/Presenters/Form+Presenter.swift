import KodanDomain
import KodanText

// Lists in the body of a presenter. Each gives nil where it is absent, null or partly wrong.
extension Form {
    /// Topics with levels.
    func topics() -> [TopicSkill]? {
        list("topics") { part in
            let topic = part.made("topic") { text throws(FieldRefused) in try TopicCode(text) }
            let level = part.integer("level")
            guard let topic, let level else { return nil }
            return part.draft([:], repair: { _ in }) { () throws(FieldRefused) in
                try TopicSkill(topic, level: level)
            }
        }
    }

    /// Qualifications.
    func qualifications() -> [Qualification]? {
        list("qualifications") { part in
            let code = part.made("code") { text throws(FieldRefused) in try QualificationCode(text) }
            let number = part.text("number", .optional)
            let expires = part.day("expires_on", .optional)
            guard let code else { return nil }
            return part.draft([.qualificationNumber: "number"], repair: { _ in }) { () throws(FieldRefused) in
                try Qualification(code, number: number, expires: expires)
            }
        }
    }

    /// Hours of the week.
    func weeklyHours() -> [WeeklyHours]? {
        list("weekly_hours") { part in
            let weekday = part.choice("weekday", of: WeekdayCode.self)?.weekday
            let from = part.timeOfDay("from")
            let to = part.timeOfDay("to")
            guard let weekday, let from, let to else { return nil }
            return part.draft([.weeklyHours: "to"], repair: { _ in }) { () throws(FieldRefused) in
                try WeeklyHours(weekday, from: from, to: to)
            }
        }
    }

    /// Spans of days, each with a last day.
    func daysOff(_ name: String, _ need: Need = .required) -> [DateRange]? {
        if need == .optional, find(name) == nil { return nil }
        guard let parts = parts(name, atMost: Blackout.limit, need) else { return nil }
        let days = parts.map { $0.days() }
        return days.contains { $0 == nil } ? nil : days.compactMap { $0 }
    }

    /// This object's own `first` and `last`; the same day where `last` is absent.
    func days() -> DateRange? {
        let first = day("first")
        let last = day("last", .optional)
        guard let first else { return nil }
        guard let days = DateRange(first: first, last: last ?? first) else {
            faults.add(pointer(to: "last"), "later", .body(.lastBeforeFirst))
            return nil
        }
        return days
    }

    /// Notes that the second of two fields is missing where only the first is there, and the other way round.
    func requireBoth(_ first: String, _ second: String) {
        switch (find(first) == nil, find(second) == nil) {
        case (true, false): faults.add(pointer(to: first), .present)
        case (false, true): faults.add(pointer(to: second), .present)
        default: break
        }
    }

    private func timeOfDay(_ name: String) -> TimeOfDay? {
        guard let text = text(name) else { return nil }
        guard let time = TimeOfDay(text) else {
            faults.add(pointer(to: name), "time_of_day", .expected(.timeOfDay))
            return nil
        }
        return time
    }

    private func list<Value>(_ name: String, _ read: (Form) -> Value?) -> [Value]? {
        guard find(name) != nil, let parts = parts(name, atMost: PresenterDraft.listLimit, .optional) else {
            return nil
        }
        let values = parts.map(read)
        return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
    }
}
