public import KodanDomain
import KodanStore
import Postgres

/// A side of a lecture, or the body, would like another date or venue, or to hold it online (日時・会場の変更).
public struct ProposeChange: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Proposes `terms` and asks who has not said yes; the new date need not be one of the wished slots.
    ///
    /// What becomes of it, silence never being consent:
    /// - Host and presenter say yes in time: the lecture moves (``ConfirmChange``). Whoever proposes says yes by it;
    ///   where the body proposes, both are asked, and where no organization stands by a lecture, its presenter only.
    ///   Where one stands by it in which nobody can be asked, the desk says so.
    /// - A side says no, or the deadline passes, and the old appointment may stand (`oldStands`): it stands.
    /// - A side says no and it may not: it lies on the desk, the other learns it, and a coordinator decides until
    ///   the deadline.
    /// - The deadline passes without such a decision: the presenter is let go, and the request waits for another with
    ///   all that the host wrote; for the new date and venue where the host said yes to them, else as it was wished. A
    ///   self-hosted lecture, which nobody else gives, stays as it was.
    ///
    /// For host and presenter, who speak for themselves, and for coordinators, who speak for either who phones
    /// (`onBehalfOf`) or for the body. The deadline follows ``OfficeRules/changePace``, and lies before both dates.
    /// Refusals: `assignmentState`; `dayPassed`; `nothingMoved`; `changeOpen`; `programmeNotInForce`; `presenterAway`,
    /// `twoLecturesAtOnce`, `travelDoesNotFit`, `presenterNotActive` as things stand now, and `ownOrganization` on the
    /// new date; `ownAffair` for the presenter as the host; `field` and `unknownCode` for what is no time, venue or
    /// reason.
    public func callAsFunction(
        _ terms: ChangeTerms,
        of id: Assignment.ID,
        by side: Side,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LectureChange.ID {
        try await office.transaction(as: credential, serving: .partOfRequest) { [rules = office.rules] desk in
            try desk.actor.require(.host, .presenter, .coordinator)
            let chain = Chain(desk: desk)
            let (assignment, request) = try chain.lock(id)
            let terms = try terms.checked(for: assignment)
            try chain.require(side, of: assignment, request, takesBody: true)
            let during = terms.during ?? assignment.during
            guard during != assignment.during || terms.venue != nil || terms.isOnline else {
                throw Refusal.chain(.nothingMoved(id))
            }
            try chain.requireAhead(assignment)
            let travel = try chain.requireFits(
                terms.venue,
                movingOnline: terms.isOnline,
                during,
                assignment,
                request
            )
            let first = during.start < assignment.during.start ? during : assignment.during
            guard let deadline = try desk.deadline(by: rules.changePace, for: first) else {
                throw Refusal.dayPassed(first.date)
            }
            var confirmedBy: Set<Side> = side == .body ? [] : [side]
            if request.organization == nil { confirmedBy.insert(.host) }
            let new = NewChange(
                terms,
                of: assignment,
                by: side,
                during: during,
                travelMinutes: travel,
                deadline: deadline,
                confirmedBy: confirmedBy
            )
            let store = ChangeStore(desk.session)
            let change = try refusing(["change_proposal_one_open": .chain(.changeOpen(id))]) {
                try store.insert(new, at: desk.now)
            }
            try desk.record(
                "change.proposed",
                change,
                reason: terms.reason,
                onBehalfOf: onBehalfOf,
                detail: ["assignment": "\(id)", "side": side.rawValue, "deadline": "\(deadline)"]
            )
            guard let entry = try store.change(change) else { throw Refusal.notFound("\(change)") }
            if confirmedBy.count == 2 {
                try chain.move(entry, assignment, request, rules, onBehalfOf: onBehalfOf)
            } else {
                try chain.askSides(about: entry, assignment, request)
            }
            return change
        }
    }
}

extension ChangeTerms {
    /// The terms with a reason and a length that a lecture can have; what is online already does not move there.
    fileprivate func checked(for assignment: StoredAssignment) throws -> ChangeTerms {
        if let during {
            _ = try refusingField { () throws(FieldRefused) in try RequestDraft.checked([during]) }
        }
        guard venue == nil || !isOnline else {
            throw Refusal.field(FieldRefused(.venueName, expected: .absentWithout(.venue)))
        }
        return ChangeTerms(
            during: during,
            venue: venue,
            isOnline: isOnline && !assignment.isOnline,
            oldStands: oldStands,
            reason: try reason.checkedReason(atMost: 500)
        )
    }
}

extension Chain {
    /// Asks who has not said yes, and shows the desk that it is asked about.
    fileprivate func askSides(
        about change: ChangeEntry,
        _ assignment: StoredAssignment,
        _ request: StoredRequest
    ) throws {
        let values = change.mailValues
        let (id, during) = (change.id, assignment.during)
        var tried = "\(id) \(change.proposedBy.rawValue)"
        if change.confirmed[.host] == nil {
            let isAsked = try tellHostSide(
                "change_proposed",
                request,
                during,
                values,
                assignment: assignment.id,
                about: id
            )
            // Nobody but the presenter reads what comes to the organization: a coordinator asks there.
            if !isAsked { tried += ", host 0" }
        }
        _ = try desk.asSystem {
            try DeskStore(desk.session).open(
                .changeOpen,
                request.id,
                assignment.id,
                tried: tried,
                at: desk.now
            )
        }
        if change.confirmed[.presenter] == nil {
            try tellPresenter(
                assignment.presenter,
                "change_proposed",
                about: id,
                request,
                during,
                values,
                assignment: assignment.id
            )
        }
    }
}
