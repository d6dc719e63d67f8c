public import KodanDomain
import KodanStore
import Postgres

/// A link to the file of a delivery is taken back.
///
/// For clerks and coordinators.
public struct RevokeMaterialLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the link from now on.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there, of a lecture that the actor does not see, or
    /// ended.
    public func callAsFunction(_ id: MaterialLink.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.clerk, .coordinator)
            guard let delivery = try MaterialLinkStore(desk.session).revoke(id, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            do {
                _ = try desk.lockedDelivery(delivery)
            } catch Refusal.notFound {
                // What was not to be seen is not told by its key either.
                throw Refusal.notFound(id.description)
            }
            try desk.record("link.revoked", id, detail: ["delivery": "\(delivery)"])
        }
    }
}
