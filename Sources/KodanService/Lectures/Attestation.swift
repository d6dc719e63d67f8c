import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Refuses a lecture that is not over or was never given.
    func requireOver(_ assignment: StoredAssignment) throws {
        guard AssignmentState.binding.contains(assignment.state) else {
            throw Refusal.assignmentState(assignment.id, assignment.state)
        }
        guard assignment.during.end <= desk.now else { throw Refusal.notOverYet(assignment.id) }
    }

    /// Moves assignment and request on after one side attested: the first makes the lecture held, the second
    /// attested.
    func attested(_ assignment: StoredAssignment, _ request: inout StoredRequest, onBehalfOf: String?) throws
    {
        try desk.asSystem {
            if assignment.state != .delivered {
                guard (try? assignment.state.after(.deliver)) != nil else {
                    throw Refusal.assignmentState(assignment.id, assignment.state)
                }
                try AssignmentStore(desk.session).setDelivered(assignment.id)
                try desk.record("assignment.delivered", assignment.id)
                try move(&request, .hold, onBehalfOf: onBehalfOf)
            }
            let sides = try AttestationStore(desk.session).attestations(of: assignment.id)
            if sides.reported, sides.confirmed { try move(&request, .attest, onBehalfOf: onBehalfOf) }
        }
    }
}
