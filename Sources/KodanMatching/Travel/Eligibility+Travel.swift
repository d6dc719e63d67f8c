import KodanDomain

extension Eligibility {
    /// The journeys to and from the venue of `request`: a search, unless it was done before; nil if it is only online.
    func journeys(of request: RequestFacts) -> Journeys? { request.venue.map(travel.journeys) }

    /// The journey from the presenter's base to the venue; nil if that is further than the presenter goes.
    func timeWithinReach(_ presenter: PresenterFacts, _ journeys: Journeys) -> JourneyTime? {
        if let farthest = travel.farthestKilometres(minutes: presenter.reachMinutes) {
            // The difference of latitude alone is a lower bound that needs no trigonometry.
            let venue = journeys.origin.point
            let north = abs(Sphere.radians(presenter.base.point.latitude) - Sphere.radians(venue.latitude))
            guard north * Sphere.radius <= farthest else { return nil }
        }
        guard let time = journeys.time(to: presenter.base), time.minutes <= presenter.reachMinutes
        else { return nil }
        return time
    }

    /// Whether the journey fits around `slot`.
    ///
    /// Automatic plans are day trips, the way back as long as the way there: both lie in the slot's own day, so that
    /// two lectures of one plan, on different days, never meet. Lectures of neighbouring days that are already
    /// assigned must leave time for the way between them; more than a day between is always enough. And whoever would
    /// have had to leave by ``leavingAfter`` is not there in time.
    func fits(_ presenter: PresenterFacts, _ journeys: Journeys, minutes: Int, _ slot: SlotDay) -> Bool {
        guard slot.startMinute >= minutes, slot.endMinute <= 1440 - minutes else { return false }
        if let leavingAfter, slot.time.start.adding(minutes: -minutes) <= leavingAfter { return false }
        return presenter.commitments.allSatisfy { commitment in
            let gap =
                commitment.time.end <= slot.time.start
                ? commitment.time.end.minutes(until: slot.time.start)
                : slot.time.end.minutes(until: commitment.time.start)
            guard gap < 1440 else { return true }
            guard let between = journeys.minutes(to: commitment.place ?? presenter.base) else { return false }
            return between <= gap
        }
    }
}
