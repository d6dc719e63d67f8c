import KodanDomain
import KodanStore
import Postgres

extension Chain {
    /// Binds the presenter who asked for an approved self-hosted lecture, on the first of its slots that lies ahead
    /// and on which they have no other lecture.
    ///
    /// Refuses a presenter who is not active, days that have all passed, one who is free on none, and a way from or
    /// to another lecture that does not fit.
    func assignSelfHosted(_ request: inout StoredRequest, onBehalfOf: String? = nil) throws {
        guard let presenter = request.askingPresenter else { return }
        let (id, during) = try desk.asSystem {
            guard try ContactStore(desk.session).isActive(presenter) else {
                throw Refusal.presenterNotActive(presenter)
            }
            let assignments = AssignmentStore(desk.session)
            let slots = try RequestStore(desk.session).slots(of: request)
            let ahead = slots.filter { $0.during.start > desk.now }
            if ahead.isEmpty, let last = slots.last { throw Refusal.dayPassed(last.during.date) }
            let free = try ahead.first { try assignments.isFree(presenter, during: $0.during) }
            guard let free, let new = NewAssignment(selfHosted: request, at: free) else {
                throw Refusal.twoLecturesAtOnce(presenter)
            }
            try requireTravelFits(new)
            return (try refusing(new.refusals) { try assignments.insert(new, at: desk.now) }, free.during)
        }
        try move(&request, .assign, onBehalfOf: onBehalfOf)
        try desk.record(
            "assignment.confirmed",
            id,
            onBehalfOf: onBehalfOf,
            detail: ["request": "\(request.id)", "presenter": "\(presenter)"]
        )
        try planMaterials(for: id)
        try tellHost("request_assigned_self_hosted", request, during, assignment: id)
    }
}
