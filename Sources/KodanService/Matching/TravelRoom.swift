import KodanMatching
import KodanStore
import Postgres
import Synchronization

/// Keeps the model of travel of one office, so that its tables are read once, and the ways from venues are searched
/// once.
///
/// The tables are loaded once and do not change; before that the great circle serves, and is not kept.
final class TravelRoom: Sendable {
    /// The ways from so many municipalities are kept, some 30 kB each, before they are forgotten.
    private static let searchesAtMost = 256
    private let known = Mutex<TravelModel?>(nil)
    /// What maps of coverage need.
    let coverage = CoverageRoom()

    /// The model of the database of `session`.
    func model(_ session: Session) throws -> TravelModel {
        if let model = known.withLock(\.self) { return model }
        guard let graph = try TravelGraph(TravelStore(session)) else { return .greatCircle }
        let model = TravelModel.graph(graph)
        known.withLock { $0 = model }
        return model
    }

    /// The model of the database of `session`, with the ways from `venues` searched.
    func model(_ session: Session, searchedFrom venues: [Place]) throws -> TravelModel {
        let model = try model(session)
        let searched = model.searching(from: venues)
        guard searched.searches > model.searches else { return searched }
        let isKept = searched.searches <= TravelRoom.searchesAtMost
        known.withLock { $0 = isKept ? searched : model.forgetting() }
        return searched
    }
}

extension Desk {
    /// How long journeys take, by the tables of the database, or by the great circle where there are none.
    func travel() throws -> TravelModel { try travelRoom.model(session) }

    /// The same, with the ways from `venues` searched.
    func travel(from venues: [Place]) throws -> TravelModel {
        try travelRoom.model(session, searchedFrom: venues)
    }
}

extension Place {
    /// The place of a row, taken to be exact: where its point is the municipality's, the model adds no way to it.
    init(_ stored: StoredPlace) {
        self.init(stored.point, in: stored.municipality)
    }
}
