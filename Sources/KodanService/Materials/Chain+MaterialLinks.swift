import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Whether a side gets links: the presenter always, the host of a lecture to which somebody is sent.
    func takesLinks(_ side: Side, of delivery: StoredDelivery) throws -> Bool {
        switch side {
        case .presenter: return true
        case .body: return false
        case .host:
            guard let assignment = try AssignmentStore(desk.session).assignment(delivery.assignment) else {
                return false
            }
            return try RequestStore(desk.session).request(assignment.request)?.delivery == .dispatched
        }
    }
}
