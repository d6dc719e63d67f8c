public import KodanDomain
import KodanStore

/// Ends an access token.
///
/// For administrators, and for everybody their own.
public struct RevokeToken: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the token from now on.
    ///
    /// Throws ``Refusal``: `notFound` for one that is not there or not the actor's to end, `tokenRevoked`.
    public func callAsFunction(_ id: AccessToken.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            guard let token = try TokenQueries(desk.session).token(id) else {
                throw Refusal.notFound(id.description)
            }
            let actor = try desk.actor
            if actor.role == .auditor, token.user != actor.user {
                throw Refusal.notPermitted(.auditor)
            }
            guard token.revokedAt == nil else { throw Refusal.tokenRevoked(id) }
            // Row-level security leaves an administrator everybody's, all others their own.
            guard try TokenStore(desk.session).revoke(id, at: desk.now) else {
                throw Refusal.notFound(id.description)
            }
            try desk.record("token.revoked", id)
        }
    }
}
