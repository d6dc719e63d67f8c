import KodanDomain
import KodanStore

extension Chain {
    /// Refuses who does not speak for `side` of an assignment: a host speaks for the host and a presenter for the
    /// presenter, a coordinator for either who phones, and for the body where `takesBody`.
    ///
    /// To the host and the presenter of another lecture there is no such assignment. Nobody speaks for both sides: the
    /// presenter is refused as the host (``Refusal/ownAffair(_:)``), in whatever role they come.
    func require(
        _ side: Side,
        of assignment: StoredAssignment,
        _ request: StoredRequest,
        takesBody: Bool = false
    ) throws {
        let actor = try desk.actor
        let isHost = request.organization.map(actor.organizations.contains) == true
        let sides = takesBody ? ["host", "presenter", "body"] : ["host", "presenter"]
        switch (actor.role, side) {
        case (.host, _) where !isHost: throw Refusal.notFound("\(assignment.id)")
        case (.presenter, _) where assignment.presenter != actor.presenter:
            throw Refusal.notFound("\(assignment.id)")
        case (.host, .presenter), (.presenter, .host): throw Refusal.notPermitted(actor.role)
        case (_, .body):
            guard takesBody else { throw Refusal.field(FieldRefused(.by, expected: .oneOf(sides))) }
            guard actor.role == .coordinator else { throw Refusal.notPermitted(actor.role) }
        case (_, .host) where request.organization == nil:
            throw Refusal.field(FieldRefused(.by, expected: .oneOf(sides.filter { $0 != "host" })))
        default: break
        }
        if side == .host { try refuseOwnHost(of: assignment, request) }
    }
}
