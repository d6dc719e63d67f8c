import KodanDomain
import KodanStore

extension Chain {
    /// Ends a change, or lays it on the desk, and records it.
    func end(
        _ change: ChangeEntry,
        _ event: ChangeEvent,
        declinedBy side: Side? = nil,
        because reason: String? = nil,
        onBehalfOf: String? = nil
    ) throws {
        guard let next = try? change.state.after(event) else {
            throw Refusal.chain(.changeState(change.id, change.state))
        }
        try desk.asSystem {
            try ChangeStore(desk.session).setState(
                next,
                of: change.id,
                declinedBy: side,
                because: reason,
                at: desk.now
            )
        }
        try desk.record(
            "change.\(next.rawValue)",
            change.id,
            reason: reason,
            onBehalfOf: onBehalfOf,
            detail: ["assignment": "\(change.assignment)"]
        )
    }

    /// A change that the actor has just answered or decided, as it is now.
    ///
    /// A coordinator with limits may see it no more where its lecture is then, but knows what they did.
    func asItIs(_ id: LectureChange.ID) throws -> ChangeEntry {
        let store = ChangeStore(desk.session)
        let found =
            try desk.actor.role == .coordinator
            ? desk.asSystem { try store.change(id) } : store.change(id)
        guard let found else { throw Refusal.notFound("\(id)") }
        return found
    }

    /// Ends what is asked about an assignment that ends, or whose lecture was given.
    func overtakeChange(of assignment: Assignment.ID) throws {
        guard let change = try desk.asSystem({ try ChangeStore(desk.session).running(of: assignment) }) else {
            return
        }
        try end(change, .overtake)
    }

    /// Tells all but `side`, who said no, that a coordinator decides now what becomes of the lecture, and until when.
    func tellDeclined(
        _ change: ChangeEntry,
        by side: Side,
        because reason: String,
        _ assignment: StoredAssignment,
        _ request: StoredRequest
    ) throws {
        var values = change.mailValues
        values["reason"] = reason
        if side != .host, request.organization != nil {
            try tellHostSide(
                "change_declined",
                request,
                assignment.during,
                values,
                assignment: assignment.id,
                about: change.id
            )
        }
        if side != .presenter {
            try tellPresenter(
                assignment.presenter,
                "change_declined",
                about: change.id,
                request,
                assignment.during,
                values,
                assignment: assignment.id
            )
        }
    }

    /// The lecture stays as it was agreed; both sides are told, but for `side`, or who took the change back: they know.
    ///
    /// A coordinator who takes it back for nobody tells both.
    func keep(
        _ change: ChangeEntry,
        _ event: ChangeEvent = .keep,
        _ assignment: StoredAssignment,
        _ request: StoredRequest,
        declinedBy side: Side? = nil,
        because reason: String? = nil,
        onBehalfOf: String? = nil
    ) throws {
        try end(change, event, declinedBy: side, because: reason, onBehalfOf: onBehalfOf)
        var knows = side
        if event == .withdraw, try desk.actor.role != .coordinator || onBehalfOf != nil {
            knows = change.proposedBy
        }
        if knows != .host, request.organization != nil {
            try tellHostSide("change_dropped", request, assignment.during, assignment: assignment.id)
        }
        if knows != .presenter {
            try tellPresenter(
                assignment.presenter,
                "change_dropped",
                about: assignment.id,
                request,
                assignment.during
            )
        }
    }

    /// The presenter is let go, and the request waits for another: for the new date and venue where the host said yes
    /// to them, else as it was wished.
    func release(
        _ change: ChangeEntry,
        _ assignment: StoredAssignment,
        _ request: StoredRequest,
        _ rules: OfficeRules,
        because reason: String
    ) throws {
        guard request.delivery != .selfHosted else { throw Refusal.chain(.selfHosted(request.id)) }
        try end(change, .release, because: reason)
        // A coordinator with limits may see it no more where it is then.
        try desk.asSystem {
            var waiting = request
            if change.confirmed[.host] != nil {
                if let venue = change.venue {
                    try MovedLectureStore(desk.session).move(
                        request.id,
                        to: venue,
                        of: nil,
                        travelMinutes: 0
                    )
                }
                if change.isOnline { try moveOnline(request.id, of: nil) }
                if change.during != assignment.during { _ = try newRound(change.during, of: request) }
                try moveBudget(of: request.id, change, from: assignment.during, rules)
                waiting = try lock(request.id)
            }
            // Also a presenter who proposed it does not know yet that it ends so.
            try release(
                assignment,
                &waiting,
                by: change.proposedBy,
                because: reason,
                presenterKnows: false
            )
        }
    }
}

extension ChangeEntry {
    /// What mails say of the change.
    var mailValues: [String: String] {
        var values = [
            "new_start": "\(during.start)", "new_end": "\(during.end)", "new_venue": venue?.name ?? "",
            "new_venue_address": venue?.address ?? "", "reason": reason, "deadline": "\(deadline)",
        ]
        if isOnline { values["new_online"] = "true" }
        return values
    }
}
