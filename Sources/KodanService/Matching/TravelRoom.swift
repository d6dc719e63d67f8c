import KodanMatching
import KodanStore
import Postgres
import Synchronization

/// Keeps the model of travel of one office, so that its tables are read once.
///
/// They are loaded once and do not change; before that the great circle serves, and is not kept.
final class TravelRoom: Sendable {
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
}

extension Desk {
    /// How long journeys take, by the tables of the database, or by the great circle where there are none.
    func travel() throws -> TravelModel { try travelRoom.model(session) }
}

extension Place {
    /// The place of a row, taken to be exact: where its point is the municipality's, the model adds no way to it.
    init(_ stored: StoredPlace) {
        self.init(stored.point, in: stored.municipality)
    }
}
