import KodanDomain
import KodanStore
import Postgres

/// The steps that several use cases take: locking a request, moving it on, letting go of who was asked or bound.
struct Chain {
    let desk: Desk

    /// The request, locked; every step of one request comes after the other.
    func lock(_ id: LectureRequest.ID) throws -> StoredRequest {
        guard let request = try RequestStore(desk.session).lock(id) else { throw Refusal.notFound("\(id)") }
        try desk.actor.requireReach(of: id)
        return request
    }

    /// The assignment with its request, the request locked.
    func lock(_ id: Assignment.ID) throws -> (StoredAssignment, StoredRequest) {
        let store = AssignmentStore(desk.session)
        guard let seen = try store.assignment(id) else { throw Refusal.notFound("\(id)") }
        let request = try lock(seen.request)
        guard let assignment = try store.assignment(id) else { throw Refusal.notFound("\(id)") }
        return (assignment, request)
    }

    /// The offer with its request, the request locked.
    func lock(_ id: Offer.ID) throws -> (StoredOffer, StoredRequest) {
        let store = OfferStore(desk.session)
        guard let seen = try store.offer(id) else { throw Refusal.notFound("\(id)") }
        let request = try lock(seen.request)
        guard let offer = try store.offer(id) else { throw Refusal.notFound("\(id)") }
        return (offer, request)
    }

    /// Begins a new round of wishes; a request has 20 of them at most.
    func beginRound(_ slots: [TimeRange], of request: StoredRequest) throws {
        let refusal = Refusal.chain(.movedTooOften(request.id))
        try refusing(["lecture_request_round": refusal, "request_slot_round": refusal]) {
            try RequestStore(desk.session).beginRound(slots, of: request)
        }
    }

    /// Takes the request one step on and records it.
    func move(
        _ request: inout StoredRequest,
        _ event: RequestEvent,
        reason: String? = nil,
        cancelledBy: Side? = nil,
        noticeDays: Int? = nil,
        onBehalfOf: String? = nil
    ) throws {
        guard let next = try? request.state.after(event) else {
            throw Refusal.requestState(request.id, request.state)
        }
        try RequestStore(desk.session).setState(
            next,
            of: request.id,
            reason: reason,
            cancelledBy: cancelledBy,
            noticeDays: noticeDays
        )
        request.state = next
        if let cause = event.freesBudget { try desk.releaseBudget(of: [request.id], for: cause) }
        try desk.record(
            "request.\(next.rawValue)",
            request.id,
            reason: reason,
            onBehalfOf: onBehalfOf
        )
    }

    /// Ends one offer and records it.
    func end(
        _ offer: StoredOffer,
        _ event: OfferEvent,
        reason: String? = nil,
        onBehalfOf: String? = nil
    ) throws {
        guard let next = try? offer.state.after(event) else {
            throw Refusal.offerState(offer.id, offer.state)
        }
        let answered = event == .accept || event == .decline
        try OfferStore(desk.session).setState(
            next,
            of: offer.id,
            answeredAt: answered ? desk.now : nil,
            reason: reason
        )
        desk.tellWorkers()
        try desk.record(
            "offer.\(next.rawValue)",
            offer.id,
            reason: reason,
            onBehalfOf: onBehalfOf,
            detail: ["request": "\(offer.request)", "presenter": "\(offer.presenter)"]
        )
    }

    /// Ends what still waits or runs for the request, and tells those who had been asked.
    func endLiveOffers(of request: StoredRequest, _ event: OfferEvent, mail kind: String, onBehalfOf: String?)
        throws
    {
        try desk.asSystem {
            for offer in try OfferStore(desk.session).live(of: request.id) {
                try end(offer, event, onBehalfOf: onBehalfOf)
                guard offer.state == .sent else { continue }
                try tellPresenter(offer.presenter, kind, about: offer.id, request, offer.during)
            }
        }
    }

    /// Ends the binding assignment: materials that were planned are freed, what was sent is expected back, its offer is
    /// no longer accepted.
    func end(
        _ assignment: StoredAssignment,
        _ event: AssignmentEvent,
        by side: Side,
        because reason: String,
        onBehalfOf: String? = nil
    ) throws {
        guard let next = try? assignment.state.after(event) else {
            throw Refusal.assignmentState(assignment.id, assignment.state)
        }
        try overtakeChange(of: assignment.id)
        try desk.asSystem {
            try AssignmentStore(desk.session).end(
                assignment.id,
                as: next,
                by: side,
                because: reason,
                noticeDays: noticeDays(before: assignment.during),
                at: desk.now
            )
            try freeMaterials(of: assignment.id)
            if let id = assignment.offer, let offer = try OfferStore(desk.session).offer(id) {
                try end(offer, .withdraw, onBehalfOf: onBehalfOf)
            }
        }
        try desk.record(
            "assignment.\(next.rawValue)",
            assignment.id,
            reason: reason,
            onBehalfOf: onBehalfOf,
            detail: ["request": "\(assignment.request)", "presenter": "\(assignment.presenter)"]
        )
    }

    /// How many days' notice there is before the lecture; negative after it.
    func noticeDays(before during: TimeRange) -> Int {
        desk.now.date.days(until: during.date)
    }

    /// The earliest wished time that lies ahead, in the round that counts; nil where all have passed.
    func firstWishAhead(of request: StoredRequest) throws -> TimeRange? {
        try RequestStore(desk.session).slots(of: request).map(\.during)
            .filter { $0.start > desk.now }
            .min { $0.start < $1.start }
    }

    /// Writes to a presenter about the request; `assignment` is what the mail fixes or ends, where that is not its
    /// subject.
    func tellPresenter(
        _ presenter: Presenter.ID,
        _ kind: String,
        about subject: some CustomStringConvertible,
        _ request: StoredRequest,
        _ during: TimeRange,
        _ more: [String: String] = [:],
        assignment: Assignment.ID? = nil
    ) throws {
        try desk.asSystem {
            guard let addressee = try ContactStore(desk.session).presenter(presenter) else { return }
            let values = values(of: request, during).merging(more) { _, new in new }
            var entry = OutboxEntry(
                kind,
                to: addressee.email,
                name: addressee.name,
                about: subject.description,
                values: values
            )
            entry.addressee = .presenter(presenter)
            entry.request = request.id
            entry.assignment = assignment
            try desk.mail(entry)
        }
    }

    /// Writes to the request's contact, about the request or about `subject`; `assignment` is what the mail fixes or
    /// ends.
    func tellHost(
        _ kind: String,
        _ request: StoredRequest,
        _ during: TimeRange? = nil,
        _ more: [String: String] = [:],
        assignment: Assignment.ID? = nil,
        about subject: (any CustomStringConvertible)? = nil
    ) throws {
        var entry = OutboxEntry(
            kind,
            to: request.contactEmail,
            name: request.contactName,
            about: subject?.description ?? request.id.description,
            values: values(of: request, during).merging(more) { _, new in new }
        )
        entry.addressee = .contact
        entry.request = request.id
        entry.assignment = assignment
        try desk.mail(entry)
    }

    /// What every mail about the request says of it.
    func values(of request: StoredRequest, _ during: TimeRange?) -> [String: String] {
        var values = ["request": "\(request.id)", "title": request.title, "venue": request.venueName ?? ""]
        if let during {
            values["start"] = "\(during.start)"
            values["end"] = "\(during.end)"
        }
        return values
    }
}

extension RequestEvent {
    /// Why the step frees what is reserved for the request; nil where it stays: a presenter who withdraws, or a match
    /// without an answer, leaves the request waiting for another.
    fileprivate var freesBudget: BudgetRelease? {
        switch self {
        case .cancel, .reject: .cancelled
        case .sendBack: .returned
        case .miss: .notHeld
        case .submit, .screen, .approve, .match, .leaveUnmatched, .offer, .runOut, .assign, .release, .hold,
            .attest,
            .reschedule, .close:
            nil
        }
    }
}
