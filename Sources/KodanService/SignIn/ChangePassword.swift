public import KodanDomain
import KodanStore
import Postgres

/// Somebody changes their password.
///
/// For whoever came in by a session that did not begin with a link.
public struct ChangePassword: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sets the new password and ends every other session and unused link of the user.
    ///
    /// Throws ``Refusal``: `signIn` with `passwordRefused`, `passwordWanted`, `sessionWanted`, `tooMany`, `busy`.
    public func callAsFunction(
        from current: Password,
        to new: Password,
        at address: ClientAddress,
        as credential: Credential
    ) async throws {
        let vault = office.vault
        let known = try await office.transaction(as: credential, serving: .enrolment) { desk in
            let own = try desk.ownSession()
            guard own.proof != .link else { throw Refusal.signIn(.passwordWanted) }
            return try desk.asSystem {
                // A browser that was left open is no way to guess.
                try desk.take(.pair, AttemptKeys("change \(own.user)", address, vault).pair)
                return try ProofStore(desk.session).proofs(of: own.user)
            }
        }
        guard try await office.passwords.verify(current, known?.password) else {
            throw Refusal.signIn(.passwordRefused)
        }
        let hash = try await office.passwords.hash(new, salt: office.chance.bytes(16))
        try await office.transaction(as: credential, serving: .enrolment) { desk in
            let own = try desk.ownSession()
            try desk.asSystem {
                try ThrottleStore(desk.session).clear(
                    .pair,
                    AttemptKeys("change \(own.user)", address, vault).pair
                )
                try desk.set(hash, of: own.user, but: own.id)
                try desk.tellSignInChanged(own.user)
                try desk.record("user.password_changed", own.user)
            }
        }
    }
}

/// An administrator sets somebody's password, at the command line: for the first administrator, who gets no mail yet.
///
/// For administrators, and for the service itself.
public struct SetPassword: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Sets the password and ends every session and unused link of the user.
    ///
    /// Throws ``Refusal``: `notFound`, `signIn` with `busy`.
    public func callAsFunction(_ new: Password, of user: User.ID, as credential: Credential) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard try UserStore(desk.session).addressee(user) != nil else {
                throw Refusal.notFound(user.description)
            }
        }
        let hash = try await office.passwords.hash(new, salt: office.chance.bytes(16))
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            try desk.asSystem {
                try desk.set(hash, of: user)
                try desk.tellSignInChanged(user)
            }
            try desk.record("user.password_set", user)
        }
    }
}

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
            try desk.set(hash, of: user)
            try desk.tellSignInChanged(user)
            try desk.record("user.password_set", user, detail: ["by": "link"])
        }
    }
}

/// An administrator has a link mailed by which somebody sets their password.
///
/// For administrators.
public struct ResetPassword: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Mails the link, which serves once, for ``SessionLimits/passwordLinkMinutes``; the old password serves until
    /// then.
    ///
    /// Throws ``Refusal``: `notFound`, `signIn` with `userState` for a disabled user.
    public func callAsFunction(_ user: User.ID, as credential: Credential) async throws {
        let secret = SecretText.link.make(from: office.chance.bytes(32))
        let sealed = try office.vault.sealLink(secret)
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.administrator)
            guard let addressee = try UserStore(desk.session).addressee(user) else {
                throw Refusal.notFound(user.description)
            }
            guard addressee.isActive else { throw Refusal.signIn(.userState(user, isActive: false)) }
            let expiry = desk.now.adding(minutes: SessionLimits.passwordLinkMinutes)
            try desk.asSystem {
                try LinkStore(desk.session).insert(
                    SecretText.digest(of: secret),
                    for: .password,
                    of: user,
                    from: desk.now,
                    until: expiry
                )
            }
            try desk.mail(
                OutboxEntry(
                    "password_link",
                    to: addressee.to.email,
                    name: addressee.to.name,
                    about: user.description,
                    values: ["sealed_link": sealed, "deadline": "\(expiry)"]
                )
            )
            try desk.record("user.password_link_sent", user)
        }
    }
}

extension Desk {
    /// Sets a password; what an older one opened is closed, the tokens too that may have been made with it.
    fileprivate func set(_ hash: PasswordHash, of user: User.ID, but kept: UserSession.ID? = nil) throws {
        try ProofStore(session).setPassword(hash, of: user, at: now)
        try SessionStore(session).endAll(of: user, but: kept, at: now)
        try LinkStore(session).end(of: user, at: now)
        try NewEmailStore(session).end(of: user)
        try UserStore(session).revokeTokens(of: user, at: now)
    }
}
