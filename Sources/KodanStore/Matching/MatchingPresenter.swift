public import KodanDomain
import Postgres

/// What a match needs to know of one presenter, apart from lectures and offers.
public struct MatchingPresenter: Sendable, Equatable {
    /// A topic on which they lecture.
    public struct Skill: Sendable, Equatable {
        /// The topic.
        public let topic: TopicCode
        /// Their level in it.
        public let level: Int
    }

    /// A span of days at an organization.
    public struct Membership: Sendable, Equatable {
        /// The organization.
        public let organization: Organization.ID
        /// When they belong to it.
        public let days: DateRange
    }

    /// A qualification that they hold.
    public struct Qualification: Sendable, Equatable {
        /// Its code.
        public let code: String
        /// The last day on which it holds; nil if it does not expire.
        public let lastDay: LocalDate?
    }

    /// A part of a weekday in which they can lecture, in minutes of the day.
    public struct Hours: Sendable, Equatable {
        /// The day.
        public let weekday: Weekday
        /// The first minute.
        public let from: Int
        /// The minute after the last.
        public let to: Int
    }

    /// Their key.
    public let id: Presenter.ID
    /// What they are called.
    public let name: String
    /// Where they set out from; nil if that is no point of the earth.
    public let base: StoredPlace?
    /// How far they travel one way, in minutes.
    public let reachMinutes: Int
    /// Whether they lecture online.
    public let acceptsOnline: Bool
    /// Lectures a month at most.
    public let monthlyCap: Int
    /// Lectures a fiscal year at most.
    public let yearlyCap: Int
    /// Whether they may be asked, are to be at another time, or never again.
    public let status: PresenterStatus
    /// Their topics.
    public let skills: [Skill]
    /// Their weekly hours.
    public let hours: [Hours]
    /// Days on which they cannot come.
    public let blackouts: [DateRange]
    /// What they are qualified by.
    public let qualifications: [Qualification]
    /// Where they belong.
    public let memberships: [Membership]
    /// Organizations with which one side asked never to bring them together.
    public let exclusions: [Organization.ID]
}

extension MatchingPresenter {
    /// The columns of a row, with a list for each part of what there may be several of.
    init(_ row: Row) throws(PostgresError) {
        id = try row.value("id")
        name = try row.value("name")
        base = try StoredPlace(row)
        reachMinutes = try row.value("reach_minutes")
        acceptsOnline = try row.value("accepts_online")
        monthlyCap = try row.value("monthly_cap")
        yearlyCap = try row.value("yearly_cap")
        status = try row.value("state")
        skills = zip(
            try row.list("topic_codes", of: TopicCode.self),
            try row.list("topic_levels", of: Int.self)
        )
        .map { Skill(topic: $0, level: $1) }
        let days = zip(
            try row.list("weekdays", of: Weekday.self),
            zip(try row.list("from_minutes", of: Int.self), try row.list("to_minutes", of: Int.self))
        )
        hours = days.map { Hours(weekday: $0, from: $1.0, to: $1.1) }
        blackouts = try row.list("blackouts")
        let expiries = try row.list("expiries", of: String.self)
        qualifications = zip(try row.list("qualifications", of: String.self), expiries)
            .map { Qualification(code: $0, lastDay: LocalDate($1)) }
        memberships = zip(
            try row.list("organizations", of: Organization.ID.self),
            try row.list("membership_days", of: DateRange.self)
        ).map { Membership(organization: $0, days: $1) }
        exclusions = try row.list("excluded")
    }
}

extension Row {
    /// The elements of an array; none where it is NULL, as an aggregate of no rows is.
    fileprivate func list<Element: SQLDecodable>(
        _ column: String,
        of type: Element.Type = Element.self
    ) throws(PostgresError) -> [Element] {
        try optional(column, as: [Element].self) ?? []
    }
}
