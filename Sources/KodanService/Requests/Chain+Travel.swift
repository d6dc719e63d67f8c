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
        try requireTravelFits(of: new.presenter, to: new.request, new.during, isOnline: new.isOnline)
    }

    /// The same for who is only asked yet, and for a lecture that moves: to `newVenue`, unless it stays where it is,
    /// `moving` being no neighbour of itself.
    func requireTravelFits(
        of presenter: Presenter.ID,
        to request: LectureRequest.ID,
        _ during: TimeRange,
        isOnline: Bool,
        newVenue: StoredPlace? = nil,
        moving: Assignment.ID? = nil
    ) throws {
        try desk.asSystem {
            let store = AssignmentStore(desk.session)
            guard !isOnline, let venue = try newVenue ?? store.venue(of: request) else { return }
            // Two at once would not see each other's lecture.
            try store.waitForBonds(of: presenter)
            var journeys: Journeys?
            for other in try store.neighbours(of: during, for: presenter, except: moving) {
                guard let place = other.venue, !other.during.overlaps(during) else { continue }
                let between =
                    other.during.end <= during.start
                    ? other.during.end.minutes(until: during.start)
                    : during.end.minutes(until: other.during.start)
                // Few have a lecture on a neighbouring day, so the ways are searched for those only.
                let found = try journeys ?? desk.travel().journeys(from: Place(venue))
                journeys = found
                guard let minutes = found.minutes(to: Place(place)), minutes <= between else {
                    throw Refusal.travelDoesNotFit(presenter)
                }
            }
        }
    }
}
