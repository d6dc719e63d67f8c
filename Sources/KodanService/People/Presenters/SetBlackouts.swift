public import KodanDomain
import KodanStore

/// Notes the days on which a presenter cannot come (対応不可日); the match passes them over.
///
/// For presenters themselves, and for coordinators who are told.
public struct SetBlackouts: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Replaces all of the presenter's days by `days`; those that touch are made one span.
    ///
    /// Offers for such a day are taken back, and the presenter is told; lectures stand until somebody withdraws.
    /// Throws ``Refusal``: `notFound` for a presenter who is not there or not the actor, `notPermitted` outside of a
    /// coordinator's prefectures, `field` for days without an end, too many, or a reason over 200 characters.
    public func callAsFunction(
        of id: Presenter.ID,
        to days: [DateRange],
        because reason: String? = nil,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> LooseEnds {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .presenter)
            try desk.lockDaysOff(of: id)
            let blackouts = try refusingField { () throws(FieldRefused) in
                try Blackout.merged(days).map { span throws(FieldRefused) in
                    try Blackout(span, reason: reason)
                }
            }
            let store = BlackoutStore(desk.session)
            try store.clear(id)
            try store.insert(blackouts.map { (id, $0.days) }, because: blackouts.first?.reason)
            try desk.record(
                "presenter.blackouts_set",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["spans": String(blackouts.count)]
            )
            return try desk.looseEnds(ofDaysOffOf: id, onBehalfOf: onBehalfOf)
        }
    }
}
