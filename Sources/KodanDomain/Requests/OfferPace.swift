/// How fast an offer wants an answer and how many presenters are asked at once, by the days left before the lecture.
///
/// What time is left is shared out: early on one presenter has days to think it over, in the last week several have
/// hours.
public struct OfferPace: Sendable, Equatable {
    /// What holds while at least so many days are left.
    public struct Step: Sendable, Equatable {
        /// At least so many whole days lie between the asking and the lecture.
        public let daysLeft: Int
        /// Within so many hours an offer wants an answer.
        public let answerHours: Int
        /// So many presenters are asked for one request at the same time.
        public let parallel: Int

        /// The days that a step may begin with.
        public static let days = 0...365
        /// The hours that an answer may take: an hour to sixty days.
        public static let hours = 1...1440
        /// How many may be asked at once.
        public static let parallels = 1...10

        /// A step; nil outside of these bounds.
        public init?(daysLeft: Int, answerHours: Int, parallel: Int) {
            guard Step.days.contains(daysLeft), Step.hours.contains(answerHours),
                Step.parallels.contains(parallel)
            else { return nil }
            self.init(trusted: daysLeft, answerHours, parallel)
        }

        fileprivate init(trusted daysLeft: Int, _ answerHours: Int, _ parallel: Int) {
            self.daysLeft = daysLeft
            self.answerHours = answerHours
            self.parallel = parallel
        }
    }

    /// The steps, the one with most days first; the last begins with no day left.
    public let steps: [Step]

    /// The pace of these steps, most days first.
    ///
    /// Nil unless days fall from step to step down to 0, and with less time left answers never take longer and never
    /// fewer are asked.
    public init?(_ steps: [Step]) {
        guard let last = steps.last, last.daysLeft == 0 else { return nil }
        for (earlier, later) in zip(steps, steps.dropFirst()) {
            guard later.daysLeft < earlier.daysLeft, later.answerHours <= earlier.answerHours,
                later.parallel >= earlier.parallel
            else { return nil }
        }
        self.steps = steps
    }

    private init(trusted steps: [Step]) {
        self.steps = steps
    }

    /// Five days for one presenter four weeks before, down to three hours for five of them on the last day (sample).
    public static let standard = OfferPace(trusted: [
        Step(trusted: 28, 120, 1), Step(trusted: 14, 72, 1), Step(trusted: 10, 48, 2),
        Step(trusted: 5, 24, 3),
        Step(trusted: 2, 12, 4), Step(trusted: 0, 3, 5),
    ])

    /// How long changes of date or venue wait for answers: a week four weeks before, down to six hours (sample).
    public static let changes = OfferPace(trusted: [
        Step(trusted: 28, 168, 1), Step(trusted: 14, 96, 1), Step(trusted: 7, 48, 1), Step(trusted: 2, 24, 1),
        Step(trusted: 0, 6, 1),
    ])

    /// The step that holds at `now` for a lecture that begins at `start`; the last one for a start that has passed.
    public func step(at now: Instant, before start: Instant) -> Step {
        let left = now.minutes(until: start) / 1440
        return steps.first { $0.daysLeft <= left } ?? steps[steps.count - 1]
    }

    /// Until when an offer for `during`, sent at `now`, may be answered.
    ///
    /// An answer that is wanted within less than a day has so many hours of people's day, from eight in the morning
    /// until nine in the evening: whoever is asked at ten in the evening would else have kept silent by one o'clock,
    /// and so would all who are asked after them in the night. A longer one ends within that day too, and on an open
    /// day of `calendar` if all the waiting then takes no more than a third of the time that is left: never sooner than
    /// after its hours. But it always ends before one has to leave for the lecture, ``margin`` minutes, or half of what
    /// is left if that is less: nobody is bound who cannot come, and there is time to find another one. Where that
    /// would be in the night, it ends at nine in the evening before, if that leaves at least half of its hours. Who
    /// would have had to leave already has half of the time until the beginning. Nil when the lecture has begun.
    public func deadline(
        for during: TimeRange,
        askedAt now: Instant,
        travelMinutes: Int = 0,
        calendar: BusinessCalendar? = nil
    ) -> Instant? {
        guard now < during.start else { return nil }
        let isTooLate = OfferPace.isTooLate(for: during, at: now, travelMinutes: travelMinutes)
        let goal = isTooLate ? during.start : during.start.adding(minutes: -travelMinutes)
        let last = goal.adding(minutes: -min(OfferPace.margin, now.minutes(until: goal) / 2))
        let minutes = step(at: now, before: during.start).answerHours * 60
        guard minutes >= OfferPace.wholeDay else {
            let end = min(OfferPace.waking(minutes, after: now), last)
            return OfferPace.beforeNight(end, askedAt: now, leaving: minutes / 2)
        }
        let end = OfferPace.withinDay(now.adding(minutes: minutes))
        var open = end
        if let calendar { while !calendar.isOpenAsFarAsKnown(open.date) { open = open.adding(days: 1) } }
        let isNear = now.minutes(until: open) > now.minutes(until: during.start) / 3
        return OfferPace.beforeNight(min(isNear ? end : open, last), askedAt: now, leaving: minutes / 2)
    }

    /// Whether an answer that is wanted at `now` for a lecture that begins at `start` may end on a closed day, so that
    /// ``deadline(for:askedAt:travelMinutes:calendar:)`` asks a calendar.
    public func asksCalendar(at now: Instant, before start: Instant) -> Bool {
        step(at: now, before: start).answerHours * 60 >= OfferPace.wholeDay
    }

    /// So many minutes lie between an answer and the moment at which one has to leave for the lecture.
    public static let margin = 60

    /// The last moment until which more time may be given for an answer.
    public static func lastDeadline(for during: TimeRange, travelMinutes: Int) -> Instant {
        during.start.adding(minutes: -travelMinutes - margin)
    }

    /// Whether one would have had to leave already, to be there in time.
    public static func isTooLate(for during: TimeRange, at now: Instant, travelMinutes: Int) -> Bool {
        during.start.adding(minutes: -travelMinutes) <= now
    }

    private static let wholeDay = 1440

    /// When people can be expected to read their mail, in minutes since midnight in Japan: from eight until 21 o'clock.
    static let day = 480..<1260

    /// The moment at which so many minutes of people's ``day`` have passed since `now`; of less than 1440 the third day
    /// holds the last.
    private static func waking(_ minutes: Int, after now: Instant) -> Instant {
        var left = minutes
        var moment = now
        while true {
            // Each round takes a day's 780 minutes off.
            let midnight = Instant(moment.date, .midnight)
            let begin = max(moment, midnight.adding(minutes: day.lowerBound))
            let room = max(begin.minutes(until: midnight.adding(minutes: day.upperBound)), 0)
            if left <= room { return begin.adding(minutes: left) }
            left -= room
            moment = midnight.adding(days: 1)
        }
    }

    /// `moment`, or the end of people's ``day`` before it if it lies in the night and that leaves so many `minutes`.
    private static func beforeNight(
        _ moment: Instant,
        askedAt now: Instant,
        leaving minutes: Int
    ) -> Instant {
        guard withinDay(moment) != moment else { return moment }
        let evening = Instant(moment.date, .midnight).adding(minutes: day.upperBound)
        let before = evening <= moment ? evening : evening.adding(days: -1)
        return now.minutes(until: before) >= minutes ? before : moment
    }

    /// `moment`, or the next beginning of people's ``day`` if it lies in the night.
    private static func withinDay(_ moment: Instant) -> Instant {
        let midnight = Instant(moment.date, .midnight)
        let begin = midnight.adding(minutes: day.lowerBound)
        guard begin <= moment else { return begin }
        return moment <= midnight.adding(minutes: day.upperBound) ? moment : begin.adding(days: 1)
    }
}
