import KodanDomain

/// What is assumed of one more presenter, when it is asked what that presenter would save.
///
/// Active, qualified for the programme of every request, free at every hour of every day, without lectures so far,
/// at the given place, and bound to no organization.
public struct AssumedPresenter: Sendable, Equatable {
    /// The level in the one topic that the presenter lectures on, 0 to 3.
    public var level: Int
    /// The longest journey that the presenter accepts, one way, in minutes.
    public var reachMinutes: Int
    /// How many lectures the presenter takes, in a month as in each fiscal year; requests of two fiscal years can
    /// use it twice.
    public var lectures: Int
    /// Whether the presenter lectures online too, and so anywhere.
    public var acceptsOnline: Bool

    /// These assumptions; without any, one lecture at level 3, 150 minutes of reach, not online.
    public init(level: Int = 3, reachMinutes: Int = 150, lectures: Int = 1, acceptsOnline: Bool = false) {
        self.level = level
        self.reachMinutes = reachMinutes
        self.lectures = lectures
        self.acceptsOnline = acceptsOnline
    }

    /// The facts of such a presenter at `base`, who lectures on `topic` under `programmes`.
    public func facts(
        id: PresenterKey,
        base: Place,
        topic: TopicKey,
        programmes: Set<ProgrammeKey>
    ) -> PresenterFacts {
        var facts = PresenterFacts(
            id: id,
            base: base,
            reachMinutes: reachMinutes,
            monthlyCap: lectures,
            yearlyCap: lectures
        )
        facts.topics = [topic: level]
        facts.qualifiedProgrammes = programmes
        facts.acceptsOnline = acceptsOnline
        for weekday in Weekday.allCases { facts.availability[weekday] = [DayWindow.wholeDay] }
        return facts
    }
}
