import KodanDomain

/// A topic with a level as JSON.
struct TopicSkillBody: Encodable {
    static let schema = Schema.named(
        "TopicSkill",
        .body([.required("topic", .code("five_rules")), .required("level", .level)])
    )
    static let form = Schema.named(
        "TopicSkillForm",
        .form([
            .required("topic", .code("five_rules")),
            .required("level", .level, "0 has an interest, 1 can assist, 2 lectures, 3 teaches others."),
        ])
    )

    let topic: String
    let level: Int

    init(_ skill: TopicSkill) {
        topic = skill.topic.text
        level = skill.level
    }
}

/// A qualification as JSON.
struct QualificationBody: Encodable {
    static let schema = Schema.named(
        "Qualification",
        .body(properties(code: .required("code", .code("riss"))))
    )
    static let form = Schema.named(
        "QualificationForm",
        .form(properties(code: .required("code", .code("riss"))))
    )

    private static func properties(code: Schema.Property) -> [Schema.Property] {
        [
            code, .optional("number", .text(Example.certificate, 1...30), "As it stands on the certificate."),
            .optional("expires_on", .day, "The last day on which it holds; absent if it does not expire."),
        ]
    }

    let code: String
    let number: String?
    let expiresOn: String?

    init(_ qualification: Qualification) {
        code = qualification.code.text
        number = qualification.number
        expiresOn = qualification.expires?.description
    }
}

/// The days of the week as JSON writes them, Monday first.
enum WeekdayCode: String, CaseIterable {
    case mon, tue, wed, thu, fri, sat, sun

    init(_ day: Weekday) { self = WeekdayCode.allCases[day.rawValue - 1] }

    /// The day.
    var weekday: Weekday? { WeekdayCode.allCases.firstIndex(of: self).flatMap { Weekday(rawValue: $0 + 1) } }
}

/// Hours of one weekday as JSON.
struct WeeklyHoursBody: Encodable {
    static let schema = Schema.named(
        "WeeklyHours",
        .body([
            .required("weekday", .choice(WeekdayCode.self)), .required("from", .timeOfDay),
            .required("to", .laterTimeOfDay, "The first minute after it."),
        ])
    )
    static let form = Schema.named(
        "WeeklyHoursForm",
        .form([
            .required("weekday", .choice(WeekdayCode.self)), .required("from", .timeOfDay),
            .required("to", .laterTimeOfDay, "Later than `from`; hours of one day share no minute."),
        ])
    )

    let weekday: String
    let from: String
    let to: String

    init(_ hours: WeeklyHours) {
        weekday = WeekdayCode(hours.weekday).rawValue
        from = hours.from.description
        to = hours.to.description
    }
}

/// Days on which a presenter cannot come, as JSON.
struct DaysBody: Encodable {
    static let schema = Schema.named(
        "Days",
        .body([
            .required("first", .day), .required("last", .day), .optional("reason", .text(Example.stay)),
        ])
    )
    static let form = Schema.named(
        "DaysForm",
        .form([.required("first", .day), .optional("last", .day, "The same day if it is absent.")])
    )

    let first: String
    let last: String
    let reason: String?

    init(_ blackout: Blackout) {
        first = blackout.days.first.description
        last = (blackout.days.last ?? blackout.days.first).description
        reason = blackout.reason
    }
}

extension Schema {
    /// Seven digits, with or without a hyphen.
    static let postalCode = text("102-0074", pattern: "^[0-9]{3}-?[0-9]{4}$")
    /// A time of day.
    static let timeOfDay = timeOfDay("09:00")
    /// One that ends what ``timeOfDay`` begins.
    static let laterTimeOfDay = timeOfDay("17:00")

    private static func timeOfDay(_ example: String) -> Schema {
        text(example, pattern: "^([01]?[0-9]|2[0-3]):[0-5][0-9]$")
    }
    /// Why a person or an organization is treated so.
    static let shortReason = text(Example.reason, 1...500)
    /// A part of a name that is looked for.
    static let nameQuery = text(Example.search, 1...PresenterQuestion.nameLimit)
}
