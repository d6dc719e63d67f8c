public import KodanDomain
import KodanStore
import Postgres

/// A host or a presenter signs in by a link that was mailed to them.
///
/// For everybody who holds the link.
public struct SignInByLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Begins a session in `role`, else in the first role that a link is enough for.
    ///
    /// Throws ``Refusal``: `signIn` with `linkSpent`, `tooMany`, or `passwordWanted` for a role of staff;
    /// `notPermitted` for a role that the user does not hold.
    public func callAsFunction(
        _ link: String,
        as role: Role? = nil,
        from address: ClientAddress
    ) async throws -> StartedSession {
        let keys = AttemptKeys("", address, office.vault)
        let secret = SecretText.session.make(from: office.chance.bytes(32))
        let started: StartedSession? = try await office.transaction(as: .system) { desk in
            try desk.take(.address, keys.address)
            let links = LinkStore(desk.session)
            guard let user = try links.take(SecretText.digest(of: link), for: .signIn, at: desk.now) else {
                return nil
            }
            return try desk.start(user, as: role, by: .link, from: keys, secret: secret)
        }
        guard let started else { throw Refusal.signIn(.linkSpent) }
        return started
    }
}
