public import KodanDomain
import KodanStore
import Postgres

/// A session as its user gets it, once.
public struct StartedSession: Sendable, Equatable {
    /// What the browser keeps in a cookie; it is not kept here.
    public let secret: String
    /// What goes along with each change.
    public let csrfToken: String
    /// The session.
    public let entry: SessionEntry
    /// The roles in which it may go on.
    public let roles: [Role]

    /// Whether nothing can be done yet but to set up one-time codes.
    public var wantsTOTP: Bool { !entry.proof.suffices(for: entry.role) }
}

extension Role {
    /// The order in which a session takes a role when nobody says which.
    static let bySignIn: [Role] = [
        .coordinator, .clerk, .accountant, .approver, .auditor, .administrator, .presenter, .host,
    ]
}

extension Desk {
    /// Begins a session in `wanted`, else in the first role that `user` holds; needs the service's own sight.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for a role that they do not hold, ``Refusal/notSignedIn`` if they hold none
    /// for which `proof` might do.
    func start(
        _ user: User.ID,
        as wanted: Role?,
        by proof: SessionProof,
        from keys: AttemptKeys,
        secret: String
    ) throws -> StartedSession {
        let held = try UserStore(session).roles(of: user)
        let roles = Role.bySignIn.filter { held.contains($0) && (proof != .link || !$0.isStaff) }
        if let wanted, !roles.contains(wanted) {
            throw held.contains(wanted) ? Refusal.signIn(.passwordWanted) : Refusal.notPermitted(wanted)
        }
        guard let role = wanted ?? roles.first else { throw Refusal.notSignedIn }
        let store = SessionStore(session)
        let id = try store.insert(SecretText.digest(of: secret), of: user, as: role, by: proof, at: now)
        let throttle = ThrottleStore(session)
        try throttle.clear(.pair, keys.pair)
        try throttle.giveBack(.address, keys.address)
        try throttle.remember(keys.address, of: user, at: now)
        let actor = Actor(user: user, role: role)
        try acting(as: actor).record("session.started", id, detail: ["proof": proof.rawValue])
        guard let entry = try store.find(id) else { throw Refusal.notFound(id.description) }
        return StartedSession(
            secret: secret,
            csrfToken: SecretText.csrfToken(ofSession: secret),
            entry: entry,
            roles: roles
        )
    }
}
