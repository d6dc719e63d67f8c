import KodanDomain
import KodanStore

extension Desk {
    /// Until when `pace` wants an answer about a lecture `during`, asked now; nil once it has begun.
    ///
    /// As ``OfferPace/deadline(for:askedAt:travelMinutes:calendar:)``, on the office's own days.
    func deadline(
        by pace: OfferPace,
        for during: TimeRange,
        travelMinutes: Int = 0
    ) throws -> Instant? {
        var calendar: BusinessCalendar?
        if pace.asksCalendar(at: now, before: during.start) {
            calendar = try asSystem { BusinessCalendar.office(try RateStore(session).holidays()) }
        }
        return pace.deadline(for: during, askedAt: now, travelMinutes: travelMinutes, calendar: calendar)
    }
}
