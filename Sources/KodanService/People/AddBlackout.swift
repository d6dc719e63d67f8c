public import KodanDomain
import KodanStore

/// Notes more days on which a presenter cannot come (対応不可日).
///
/// For presenters themselves, and for coordinators who are told.
public struct AddBlackout: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Adds `days` to those that are noted.
    ///
    /// Offers for such a day are taken back, and the presenter is told; lectures stand until somebody withdraws.
    /// Throws ``Refusal``: `notFound` for a presenter who is not there or not the actor, `notPermitted` outside of a
    /// coordinator's prefectures, `field` for days without an end, days that are noted already, one span too many, or a
    /// reason over 200 characters.
    public func callAsFunction(
        of id: Presenter.ID,
        on days: DateRange,
        because reason: String? = nil,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> (id: Blackout.ID, looseEnds: LooseEnds) {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            try desk.lockDaysOff(of: id)
            let blackout = try refusingField { () throws(FieldRefused) in try Blackout(days, reason: reason) }
            let store = BlackoutStore(desk.session)
            guard try store.entries(of: id).count < Blackout.limit else {
                throw Refusal.field(FieldRefused(.unavailable, expected: .count(0...Blackout.limit)))
            }
            let overlap = Refusal.field(FieldRefused(.unavailable, expected: .freeDays))
            let key = try refusing(["presenter_blackout_apart": overlap]) { try store.add(blackout, of: id) }
            try desk.record(
                "presenter.blackout_added",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["blackout": "\(key)"]
            )
            return (key, try desk.looseEnds(ofDaysOffOf: id, onBehalfOf: onBehalfOf))
        }
    }
}

/// Takes back days on which a presenter could not come.
///
/// For presenters themselves, and for coordinators who are told.
public struct RemoveBlackout: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Takes the span away; from the next match on the presenter is asked for these days again.
    ///
    /// Throws ``Refusal``: `notFound` for a presenter who is not there or not the actor, or a span that is not theirs,
    /// `notPermitted` outside of a coordinator's prefectures.
    public func callAsFunction(
        _ blackout: Blackout.ID,
        of id: Presenter.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            try desk.lockDaysOff(of: id)
            guard try BlackoutStore(desk.session).remove(blackout, of: id) else {
                throw Refusal.notFound(blackout.description)
            }
            try desk.record(
                "presenter.blackout_removed",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["blackout": "\(blackout)"]
            )
        }
    }
}

extension Desk {
    /// Locks a presenter whose days off the actor may change; who may not is told that there is none.
    func lockDaysOff(of id: Presenter.ID) throws {
        try requireKept(id)
        guard try PresenterStore(session).lockStatus(id) != nil else {
            throw Refusal.notFound(id.description)
        }
    }

    /// Takes back the offers for days off, and says which lectures stand on such days.
    func looseEnds(ofDaysOffOf id: Presenter.ID, onBehalfOf: String?) throws -> LooseEnds {
        let withdrawn = try Chain(desk: self).withdraw(onBehalfOf: onBehalfOf) { offers in
            try offers.open(onDaysOffOf: id)
        }
        // Also those in prefectures that a limited coordinator does not keep: somebody has to look after them.
        let assignments = try asSystem { try BlackoutStore(session).lecturesOnDaysOff(of: id, after: now) }
        return LooseEnds(withdrawn: withdrawn, assignments: assignments)
    }
}
