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
