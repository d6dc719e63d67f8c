import KodanDomain
import KodanStore
import Postgres

extension Desk {
    /// Sets a password; what an older one opened is closed, the tokens too that may have been made with it.
    func setPassword(_ hash: PasswordHash, of user: User.ID, but kept: UserSession.ID? = nil) throws {
        try ProofStore(session).setPassword(hash, of: user, at: now)
        try SessionStore(session).endAll(of: user, but: kept, at: now)
        try LinkStore(session).end(of: user, at: now)
        try NewEmailStore(session).end(of: user)
        try TokenStore(session).revokeAll(of: user, at: now)
    }
}
