public import KodanDomain
import KodanStore
import Postgres

/// Ends the address of a private calendar.
///
/// For the presenter, for members of the organization, and for coordinators.
public struct RevokeCalendar: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the address from now on.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there, not the actor's to end, or was revoked.
    public func callAsFunction(
        _ id: CalendarFeed.ID,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.presenter, .host, .coordinator)
            let store = CalendarStore(desk.session)
            guard let owner = try store.owner(of: id) else { throw Refusal.notFound(id.description) }
            try desk.requireKeeps(owner)
            guard try store.revoke(id, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            try desk.record("calendar.revoked", id, onBehalfOf: onBehalfOf)
        }
    }
}
