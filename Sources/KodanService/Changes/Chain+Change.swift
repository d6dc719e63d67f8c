import KodanDomain
import KodanMatching
import KodanStore
import Postgres

extension Chain {
    /// The change with its assignment and request, the request locked.
    func lock(_ id: LectureChange.ID) throws -> (ChangeEntry, StoredAssignment, StoredRequest) {
        let store = ChangeStore(desk.session)
        guard let seen = try store.change(id) else { throw Refusal.notFound("\(id)") }
        let (assignment, request) = try lock(seen.assignment)
        guard let change = try store.change(id) else { throw Refusal.notFound("\(id)") }
        return (change, assignment, request)
    }

    /// Refuses a lecture that has begun, was given or was called off.
    func requireAhead(_ assignment: StoredAssignment) throws {
        guard [.confirmed, .reconfirmed].contains(assignment.state) else {
            throw Refusal.assignmentState(assignment.id, assignment.state)
        }
        guard desk.now < assignment.during.start else { throw Refusal.dayPassed(assignment.during.date) }
    }

    /// Refuses a time or venue at which the bound presenter cannot be, as things stand now; the way there in minutes.
    func requireFits(
        _ venue: Venue?,
        movingOnline: Bool,
        _ during: TimeRange,
        _ assignment: StoredAssignment,
        _ request: StoredRequest
    ) throws -> Int {
        guard desk.now < during.start else { throw Refusal.dayPassed(during.date) }
        try desk.requirePlannable(during.date)
        let presenter = assignment.presenter
        return try desk.asSystem {
            guard let programme = try ProgrammeStore(desk.session).programme(request.programme) else {
                throw Refusal.notFound("\(request.id)")
            }
            guard programme.validity.contains(during.date) else {
                throw Refusal.programmeNotInForce(programme.code, during.date)
            }
            guard try ContactStore(desk.session).isActive(presenter) else {
                throw Refusal.presenterNotActive(presenter)
            }
            let store = MovedLectureStore(desk.session)
            guard try !store.isAway(presenter, on: during.date) else {
                throw Refusal.chain(.presenterAway(presenter, during.date))
            }
            if during != assignment.during {
                guard try !store.isOwnOrganization(presenter, request.id, on: during.date) else {
                    throw Refusal.ownOrganization(presenter)
                }
            }
            let assignments = AssignmentStore(desk.session)
            guard try assignments.isFree(presenter, during: during, except: assignment.id) else {
                throw Refusal.twoLecturesAtOnce(presenter)
            }
            let place = try venue.map { try self.place(of: $0, request) }
            let isOnline = assignment.isOnline || movingOnline
            try requireTravelFits(
                of: presenter,
                to: request.id,
                during,
                isOnline: isOnline,
                newVenue: place,
                moving: assignment.id
            )
            guard !isOnline else { return 0 }
            guard let place = try place ?? assignments.venue(of: request.id),
                let base = try store.base(of: presenter)
            else { return 0 }
            guard let minutes = try desk.travel().journeys(from: Place(place)).minutes(to: Place(base)) else {
                throw Refusal.travelDoesNotFit(presenter)
            }
            return minutes
        }
    }

    /// Where a new venue lies; refuses one for a lecture that is online, and a municipality that there is not.
    private func place(of venue: Venue, _ request: StoredRequest) throws -> StoredPlace {
        guard request.place != "online" else {
            throw Refusal.field(FieldRefused(.venueName, expected: .absentWithout(.venue)))
        }
        guard let place = try MovedLectureStore(desk.session).place(of: venue.municipality) else {
            throw Refusal.unknownCode(.municipality, venue.municipality.digits)
        }
        return place
    }

    /// Moves the lecture, now that both sides said yes, and tells both.
    func move(
        _ change: ChangeEntry,
        _ assignment: StoredAssignment,
        _ request: StoredRequest,
        _ rules: OfficeRules,
        onBehalfOf: String?
    ) throws {
        try end(change, .confirm, onBehalfOf: onBehalfOf)
        let refusals: [String: Refusal] = [
            "assignment_never_two_at_once": .twoLecturesAtOnce(assignment.presenter),
            "assignment_own_organization": .ownOrganization(assignment.presenter),
        ]
        try desk.asSystem {
            let store = MovedLectureStore(desk.session)
            // The host, who may be the one that says yes, does not read it.
            guard let travel = try ChangeStore(desk.session).change(change.id)?.travelMinutes else {
                throw Refusal.notFound("\(change.id)")
            }
            if let venue = change.venue {
                try store.move(request.id, to: venue, of: assignment.id, travelMinutes: travel)
            }
            if change.isOnline { try moveOnline(request.id, of: assignment.id) }
            if change.during != assignment.during {
                let slot = try newRound(change.during, of: request)
                try refusing(refusals) {
                    try store.move(assignment, to: slot, travelMinutes: travel)
                }
            }
            try moveBudget(of: request.id, change, from: assignment.during, rules)
            let materials = MaterialStore(desk.session)
            let prefecture = try materials.needs(of: request.id).prefecture
            try materials.leave(
                for: assignment.id,
                on: change.during.date,
                by: try shippingDays(for: change.during.date, in: prefecture)
            )
            try store.forgetReconfirmations(of: assignment.id)
        }
        try desk.record(
            "assignment.moved",
            assignment.id,
            onBehalfOf: onBehalfOf,
            detail: ["change": "\(change.id)", "from": "\(change.was.start)", "to": "\(change.during.start)"]
        )
        // A coordinator with limits may see it no more where it is now.
        guard let moved = try desk.asSystem({ try RequestStore(desk.session).request(request.id) }) else {
            return
        }
        try tellHostSide("lecture_moved", moved, change.during, assignment: assignment.id)
        try tellPresenter(
            assignment.presenter,
            "lecture_moved",
            about: assignment.id,
            moved,
            change.during
        )
    }

    /// Has a request held online from now on; copies that were to go to its venue go to the organization.
    ///
    /// Where there is none they do not go out. It needs the service's own sight.
    func moveOnline(_ request: LectureRequest.ID, of assignment: Assignment.ID?) throws {
        let store = MovedLectureStore(desk.session)
        let address = try MaterialStore(desk.session).needs(of: request).organization
        if address == nil, let assignment {
            let freed = try store.freeCopies(to: request, for: assignment, at: desk.now)
            if !freed.isEmpty { try desk.record("delivery.returned", each: freed) }
        }
        try store.moveOnline(request, of: assignment, sending: address)
    }

    /// Begins a new round of wishes with this time alone.
    func newRound(_ during: TimeRange, of request: StoredRequest) throws -> StoredSlot {
        let requests = RequestStore(desk.session)
        try beginRound([during], of: request)
        guard let renewed = try requests.request(request.id),
            let slot = try requests.slots(of: renewed).first
        else { throw Refusal.notFound("\(request.id)") }
        return slot
    }

    /// A lecture is paid of the budget of its fiscal year, and online there is no journey to pay; for after it moved.
    ///
    /// It needs the service's own sight.
    func moveBudget(
        of request: LectureRequest.ID,
        _ change: ChangeEntry,
        from old: TimeRange,
        _ rules: OfficeRules
    ) throws {
        let isOtherYear = FiscalYear(containing: old.date) != FiscalYear(containing: change.during.date)
        guard isOtherYear || change.isOnline,
            let moved = try RequestStore(desk.session).request(request)
        else { return }
        try desk.releaseBudget(of: [request], for: .moved)
        // It was approved once: its new day is no reason to refuse it, the record names an excess.
        _ = try desk.reserveBudget(for: moved, rules, mayRefuse: false)
    }
}
