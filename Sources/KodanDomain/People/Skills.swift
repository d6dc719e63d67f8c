/// How well a presenter lectures on a topic.
public struct TopicSkill: Hashable, Sendable {
    /// The levels that exist: 0 has an interest, 1 can assist, 2 lectures, 3 teaches others.
    public static let levels = 0...3

    /// The topic.
    public let topic: TopicCode
    /// One of ``levels``.
    public let level: Int

    /// Throws ``FieldRefused`` for a level that does not exist.
    public init(_ topic: TopicCode, level: Int) throws(FieldRefused) {
        guard TopicSkill.levels.contains(level) else {
            throw FieldRefused(.level, expected: .integer(TopicSkill.levels))
        }
        self.topic = topic
        self.level = level
    }
}

/// A qualification that a presenter holds.
public struct Qualification: Hashable, Sendable {
    /// Which one.
    public let code: QualificationCode
    /// The number on the certificate, where it has one.
    public let number: String?
    /// The last day on which it holds; nil if it does not expire.
    public let expires: LocalDate?

    /// Throws ``FieldRefused`` if the number is empty, longer than 30 characters or no plain text.
    public init(_ code: QualificationCode, number: String? = nil, expires: LocalDate? = nil)
        throws(FieldRefused)
    {
        self.code = code
        self.number = try number?.plainText(.qualificationNumber, atMost: 30)
        self.expires = expires
    }
}

/// Hours of one weekday at which a presenter can be asked to lecture.
public struct WeeklyHours: Hashable, Sendable {
    /// The day.
    public let weekday: Weekday
    /// The first minute.
    public let from: TimeOfDay
    /// The first minute after it.
    public let to: TimeOfDay

    /// Throws ``FieldRefused`` unless `to` is later than `from`.
    public init(_ weekday: Weekday, from: TimeOfDay, to: TimeOfDay) throws(FieldRefused) {
        guard from < to else { throw FieldRefused(.weeklyHours, expected: .hours) }
        self.weekday = weekday
        self.from = from
        self.to = to
    }

    /// Monday to Friday, nine to six: what holds where nothing is said.
    public static let workingDays: [WeeklyHours] = Weekday.allCases.prefix(5).compactMap { weekday in
        guard let from = TimeOfDay(hour: 9, minute: 0), let to = TimeOfDay(hour: 18, minute: 0) else {
            return nil
        }
        return try? WeeklyHours(weekday, from: from, to: to)
    }

    /// Whether the two share a minute.
    public func overlaps(_ other: WeeklyHours) -> Bool {
        weekday == other.weekday && from < other.to && other.from < to
    }
}
