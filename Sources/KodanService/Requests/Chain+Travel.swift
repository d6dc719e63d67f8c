import KodanDomain
import KodanMatching
import KodanStore
import Postgres

extension Chain {
    /// Refuses to bind a presenter whose way from or to another lecture does not fit between the two.
    ///
    /// The database refuses lectures that overlap; this looks at those a day before and after. Online lectures need
    /// no way.
    func requireTravelFits(_ new: NewAssignment) throws {
        try desk.asSystem {
            let store = AssignmentStore(desk.session)
            guard !new.isOnline, let venue = try store.venue(of: new.request) else { return }
            var journeys: Journeys?
            for other in try store.neighbours(of: new.during, for: new.presenter) {
                guard let place = other.venue, !other.during.overlaps(new.during) else { continue }
                let between =
                    other.during.end <= new.during.start
                    ? other.during.end.minutes(until: new.during.start)
                    : new.during.end.minutes(until: other.during.start)
                // Few have a lecture on a neighbouring day, so the ways are searched for those only.
                let found = try journeys ?? desk.travel().journeys(from: Place(venue))
                journeys = found
                guard let minutes = found.minutes(to: Place(place)), minutes <= between else {
                    throw Refusal.travelDoesNotFit(new.presenter)
                }
            }
        }
    }
}
