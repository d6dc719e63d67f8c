public import KodanDomain
import KodanStore
import Postgres

/// An address at which mails came back may be written to again.
///
/// For coordinators and administrators.
public struct ClearBounce: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Opens the bounce's address again; mails that died meanwhile stay dead until somebody sends them again.
    ///
    /// Throws ``Refusal``: `notFound`, `field` for an empty reason, `mail` with `bounceCleared`.
    public func callAsFunction(
        _ id: MailBounce.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            let reason = try reason.checkedReason(atMost: 1000)
            let store = BounceStore(desk.session)
            guard try store.bounce(id) != nil else { throw Refusal.notFound(id.description) }
            let user = try desk.actor.user
            // The address opens for everybody, or for nobody.
            let isOpened = try desk.asSystem { try store.clear(id, because: reason, by: user, at: desk.now) }
            guard isOpened else {
                throw Refusal.mail(.bounceCleared(id))
            }
            try desk.record("bounce.cleared", id, reason: reason)
        }
    }
}
