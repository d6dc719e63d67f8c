import KodanDomain
import KodanStore
import Postgres

/// Somebody signs out (ログアウト).
///
/// For whoever came in by a session.
public struct SignOut: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the session at once.
    ///
    /// Throws ``SignInRefusal/sessionWanted`` for tokens.
    public func callAsFunction(as credential: Credential) async throws {
        try await office.transaction(as: credential, serving: .enrolment) { desk in
            let own = try desk.ownSession()
            try desk.asSystem {
                guard try SessionStore(desk.session).end(own.id, of: own.user, at: desk.now) else { return }
                try desk.record("session.ended", own.id)
            }
        }
    }
}
