public import KodanDomain
import KodanStore

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
