import KodanDomain
import KodanStore

extension Desk {
    /// Tells a user by mail that their password or one-time codes are others now, or that a recovery code was used:
    /// whoever did not do it themself learns of it.
    ///
    /// To be used with the service's own sight.
    func tellSignInChanged(_ user: User.ID) throws {
        guard let known = try UserStore(session).addressee(user) else { return }
        try mail(
            OutboxEntry("sign_in_changed", to: known.to.email, name: known.to.name, about: user.description)
        )
    }
}
