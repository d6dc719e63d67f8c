public import KodanDomain
import KodanStore
import Postgres

/// Somebody sets a password by the link that an administrator had mailed to them.
///
/// For everybody who holds the link.
public struct SetPasswordByLink: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sets the password; the link has served then, and every session of the user ends.
    ///
    /// One-time codes stay as they are. Throws ``Refusal``: `signIn` with `linkSpent`, `tooMany`, `busy`.
    public func callAsFunction(_ link: String, to new: Password, from address: ClientAddress) async throws {
        let digest = SecretText.digest(of: link)
        let keys = AttemptKeys("", address, office.vault)
        let serves = try await office.transaction(as: .system) { desk in
            try desk.take(.address, keys.address)
            return try LinkStore(desk.session).user(of: digest, for: .password, at: desk.now) != nil
        }
        guard serves else { throw Refusal.signIn(.linkSpent) }
        let hash = try await office.passwords.hash(new, salt: office.chance.bytes(16))
        try await office.transaction(as: .system) { desk in
            guard let user = try LinkStore(desk.session).take(digest, for: .password, at: desk.now) else {
                throw Refusal.signIn(.linkSpent)
            }
            try ThrottleStore(desk.session).giveBack(.address, keys.address)
            try desk.setPassword(hash, of: user)
            try desk.tellSignInChanged(user)
            try desk.record("user.password_set", user, detail: ["by": "link"])
        }
    }
}
