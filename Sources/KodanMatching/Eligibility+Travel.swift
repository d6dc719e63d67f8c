import KodanDomain

extension Eligibility {
    /// Minutes from the presenter's base to `venue`, one way; nil if that is further than the presenter goes.
    func minutesWithinReach(_ presenter: PresenterFacts, of venue: GeoPoint) -> Int? {
        if let farthest = travel.farthestKilometres(presenter.reachMinutes) {
            // The difference of latitude alone is a lower bound that needs no trigonometry.
            let north = abs(Sphere.radians(presenter.base.latitude) - Sphere.radians(venue.latitude))
            guard north * Sphere.radius <= farthest else { return nil }
        }
        let minutes = travel.minutes(presenter.base, venue)
        return minutes <= presenter.reachMinutes ? minutes : nil
    }

    /// Whether the journey fits around `slot`.
    ///
    /// Automatic plans are day trips, the way back as long as the way there: both lie in the slot's own day, so that
    /// two lectures of one plan, on different days, never meet. Lectures of neighbouring days that are already
    /// assigned must leave time for the way between them; more than a day between is always enough.
    func fits(_ presenter: PresenterFacts, _ venue: GeoPoint, minutes: Int, _ slot: SlotDay) -> Bool {
        guard slot.startMinute >= minutes, slot.endMinute <= 1440 - minutes else { return false }
        return presenter.commitments.allSatisfy { commitment in
            let before = commitment.time.end <= slot.time.start
            let gap =
                before
                ? commitment.time.end.minutes(until: slot.time.start)
                : slot.time.end.minutes(until: commitment.time.start)
            guard gap < 1440 else { return true }
            let place = commitment.place ?? presenter.base
            return (before ? travel.minutes(place, venue) : travel.minutes(venue, place)) <= gap
        }
    }
}
