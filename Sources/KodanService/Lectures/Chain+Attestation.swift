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

    /// Takes an assignment one step on towards its lecture and records it.
    func goOn(_ assignment: StoredAssignment, _ event: AssignmentEvent, onBehalfOf: String? = nil) throws {
        guard let next = try? assignment.state.after(event) else {
            throw Refusal.assignmentState(assignment.id, assignment.state)
        }
        if event == .deliver { try overtakeChange(of: assignment.id) }
        try AssignmentStore(desk.session).setState(next, of: assignment.id)
        try desk.record("assignment.\(next.rawValue)", assignment.id, onBehalfOf: onBehalfOf)
    }

    /// Moves assignment and request on after one side attested: the first makes the lecture held, the second
    /// attested.
    func attested(_ assignment: StoredAssignment, _ request: inout StoredRequest, onBehalfOf: String?) throws
    {
        try desk.asSystem {
            if assignment.state != .delivered {
                try goOn(assignment, .deliver)
                try move(&request, .hold, onBehalfOf: onBehalfOf)
                let used = try MaterialStore(desk.session).setUsed(for: assignment.id, at: desk.now)
                if !used.isEmpty { try desk.record("delivery.used", each: used) }
            }
            let sides = try AttestationStore(desk.session).attestations(of: assignment.id)
            if sides.reported, sides.confirmed { try move(&request, .attest, onBehalfOf: onBehalfOf) }
        }
    }
}
