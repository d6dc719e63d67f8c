public import KodanDomain
import KodanStore
import Postgres

/// Somebody ends one of their sessions, such as that of a device they lost.
///
/// For everybody, about themselves.
public struct EndSession: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the session at once.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not theirs or has ended.
    public func callAsFunction(_ id: UserSession.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            let user = try desk.person()
            guard try SessionStore(desk.session).end(id, of: user, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            try desk.record("session.ended", id)
        }
    }
}
