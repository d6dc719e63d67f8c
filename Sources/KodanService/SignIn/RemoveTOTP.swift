public import KodanDomain
import KodanStore
import Postgres

/// Takes one-time codes and recovery codes from somebody who lost both.
///
/// For administrators.
public struct RemoveTOTP: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends their sessions; when they sign in again they set up codes anew.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for a user who has none.
    public func callAsFunction(of user: User.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            try desk.asSystem {
                guard try ProofStore(desk.session).removeTOTP(of: user) else {
                    throw Refusal.notFound(user.description)
                }
                try SessionStore(desk.session).endAll(of: user, at: desk.now)
                try desk.tellSignInChanged(user)
            }
            try desk.record("user.totp_removed", user)
        }
    }
}
