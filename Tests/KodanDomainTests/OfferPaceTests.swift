import KodanDomain
import Testing

@Suite("The pace of offers")
struct OfferPaceTests {
    private static let start = Instant("2026-07-08T14:00:00+09:00")

    @Test(
        "gives the deadline by the days that are left, and an hour before the lecture, or half way, at the latest",
        arguments: [
            (40 * 1440, 120 * 60), (28 * 1440, 120 * 60), (28 * 1440 - 1, 72 * 60), (14 * 1440, 72 * 60),
            (10 * 1440, 48 * 60), (5 * 1440, 24 * 60), (2 * 1440 - 1, 3 * 60),
            (240, 180), (180, 120), (60, 30), (1, 1),
        ]
    )
    func deadline(minutesLeft: Int, minutes: Int) throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        let now = start.adding(minutes: -minutesLeft)
        #expect(OfferPace.standard.deadline(for: lecture, askedAt: now) == now.adding(minutes: minutes))
    }

    @Test(
        "counts answers of less than a day in the hours from 8 to 21, so that nobody is silent for being asleep",
        arguments: [
            // Twelve hours two days before: seven until 21 o'clock, five from eight on.
            ("2026-07-06T14:00:00+09:00", "2026-07-07T13:00:00+09:00"),
            ("2026-07-07T07:59:00+09:00", "2026-07-07T11:00:00+09:00"),
            ("2026-07-07T18:00:00+09:00", "2026-07-07T21:00:00+09:00"),
            ("2026-07-07T18:01:00+09:00", "2026-07-08T08:01:00+09:00"),
            ("2026-07-07T20:00:00+09:00", "2026-07-08T10:00:00+09:00"),
            ("2026-07-07T23:30:00+09:00", "2026-07-08T11:00:00+09:00"),
            ("2026-07-08T01:00:00+09:00", "2026-07-08T11:00:00+09:00"),
            ("2026-07-08T12:00:00+09:00", "2026-07-08T13:00:00+09:00"),
        ]
    )
    func night(asked: String, deadline: String) throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        let now = try #require(Instant(asked))
        #expect(OfferPace.standard.deadline(for: lecture, askedAt: now) == Instant(deadline))
    }

    @Test(
        "leaves time to go there, and an hour or half of what is left to find somebody else",
        arguments: [
            ("2026-07-08T10:00:00+09:00", 30, "2026-07-08T12:30:00+09:00"),
            ("2026-07-08T10:00:00+09:00", 0, "2026-07-08T13:00:00+09:00"),
            ("2026-07-08T12:30:00+09:00", 30, "2026-07-08T13:00:00+09:00"),
            // Half past seven is too early to ask for, unless the evening is too short.
            ("2026-07-07T20:00:00+09:00", 330, "2026-07-08T07:30:00+09:00"),
            ("2026-07-07T18:30:00+09:00", 330, "2026-07-07T21:00:00+09:00"),
            ("2026-07-07T19:30:00+09:00", 330, "2026-07-07T21:00:00+09:00"),
            ("2026-07-07T19:31:00+09:00", 330, "2026-07-08T07:30:00+09:00"),
            // They would have had to leave: whoever asks by hand may know why they need not.
            ("2026-07-08T13:30:00+09:00", 30, "2026-07-08T13:45:00+09:00"),
        ]
    )
    func journey(asked: String, travelMinutes: Int, deadline: String) throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        let now = try #require(Instant(asked))
        let found = OfferPace.standard.deadline(for: lecture, askedAt: now, travelMinutes: travelMinutes)
        #expect(found == Instant(deadline))
    }

    @Test("knows who would have had to leave already, and until when more time may be given")
    func leaving() throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        func isTooLate(_ minutes: Int) -> Bool {
            OfferPace.isTooLate(for: lecture, at: start.adding(minutes: -minutes), travelMinutes: 30)
        }
        #expect([31, 30, 29].map(isTooLate) == [false, true, true])
        #expect(OfferPace.lastDeadline(for: lecture, travelMinutes: 30) == start.adding(minutes: -90))
    }

    @Test(
        "ends answers of a day and more by day, and on an open day if that takes a third of the time or less",
        arguments: [
            // Five days; 6 and 7 June are a weekend, and the Monday is off.
            ("2026-06-01T22:30:00+09:00", "2026-06-09T08:00:00+09:00"),
            ("2026-06-02T03:00:00+09:00", "2026-06-09T08:00:00+09:00"),
            ("2026-06-03T10:00:00+09:00", "2026-06-09T10:00:00+09:00"),
            ("2026-06-03T21:00:00+09:00", "2026-06-09T21:00:00+09:00"),
            ("2026-06-04T21:01:00+09:00", "2026-06-10T08:00:00+09:00"),
            // Two days, until a Sunday.
            ("2026-06-26T10:00:00+09:00", "2026-06-29T10:00:00+09:00"),
            // One day; until the Monday it would be more than half of what is left.
            ("2026-07-03T10:00:00+09:00", "2026-07-04T10:00:00+09:00"),
            ("2026-07-02T21:30:00+09:00", "2026-07-04T08:00:00+09:00"),
        ]
    )
    func openDays(asked: String, deadline: String) throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        let now = try #require(Instant(asked))
        let off = Holiday(date: try #require(LocalDate("2026-06-08")), name: "休日")
        let calendar = BusinessCalendar.office(try Holidays([off], years: [2026]))
        let found = OfferPace.standard.deadline(for: lecture, askedAt: now, calendar: calendar)
        #expect(found == Instant(deadline))
        #expect(OfferPace.standard.asksCalendar(at: now, before: start))
    }

    @Test("takes the whole hours of three days where an answer may take almost one")
    func longest() throws {
        let step = try #require(OfferPace.Step(daysLeft: 0, answerHours: 23, parallel: 1))
        let pace = try #require(OfferPace([step]))
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        let now = try #require(Instant("2026-07-05T20:00:00+09:00"))
        // One hour, thirteen, and nine.
        #expect(pace.deadline(for: lecture, askedAt: now) == Instant("2026-07-07T17:00:00+09:00"))
    }

    @Test("gives none once the lecture has begun")
    func begun() throws {
        let start = try #require(Self.start)
        let lecture = try #require(TimeRange(start: start, minutes: 90))
        #expect(OfferPace.standard.deadline(for: lecture, askedAt: start) == nil)
        #expect(OfferPace.standard.step(at: start.adding(days: 3), before: start).daysLeft == 0)
    }

    @Test(
        "asks more at once when time runs out",
        arguments: [(40, 1), (14, 1), (13, 2), (9, 3), (4, 4), (1, 5)]
    )
    func parallel(days: Int, count: Int) throws {
        let start = try #require(Self.start)
        #expect(OfferPace.standard.step(at: start.adding(days: -days), before: start).parallel == count)
    }

    @Test("is refused where days do not fall to 0, answers take longer, or fewer are asked later")
    func refused() throws {
        func steps(_ rows: [(Int, Int, Int)]) -> [OfferPace.Step] {
            rows.compactMap { OfferPace.Step(daysLeft: $0.0, answerHours: $0.1, parallel: $0.2) }
        }
        #expect(OfferPace(steps([(7, 48, 1), (0, 24, 2)])) != nil)
        #expect(OfferPace([]) == nil)
        #expect(OfferPace(steps([(7, 48, 1)])) == nil)
        #expect(OfferPace(steps([(0, 48, 1), (0, 24, 1)])) == nil)
        #expect(OfferPace(steps([(7, 24, 1), (0, 48, 1)])) == nil)
        #expect(OfferPace(steps([(7, 24, 2), (0, 24, 1)])) == nil)
        #expect(OfferPace.Step(daysLeft: 366, answerHours: 1, parallel: 1) == nil)
        #expect(OfferPace.Step(daysLeft: 0, answerHours: 0, parallel: 1) == nil)
        #expect(OfferPace.Step(daysLeft: 0, answerHours: 1, parallel: 11) == nil)
    }
}
