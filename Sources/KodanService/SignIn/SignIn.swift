public import KodanDomain
import KodanStore
import Postgres

/// What somebody types to sign in.
public struct SignInForm: Sendable {
    /// Under which address they are known.
    public let email: EmailAddress
    /// Their password.
    public let password: Password
    /// Six digits of their authenticator.
    public let code: String?
    /// One of their recovery codes, where the authenticator is lost.
    public let recoveryCode: String?

    /// What was typed.
    public init(email: EmailAddress, password: Password, code: String? = nil, recoveryCode: String? = nil) {
        self.email = email
        self.password = password
        self.code = code
        self.recoveryCode = recoveryCode
    }
}

/// Somebody signs in with password and one-time code (ログイン).
///
/// For everybody. A wrong address takes as long as a wrong password, and is answered the same.
public struct SignIn: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Begins a session in `role`, else in the first role that the user holds.
    ///
    /// Staff who have no one-time codes yet get a session in which they can set them up, and nothing else
    /// (``StartedSession/wantsTOTP``). Throws ``Refusal``: `signIn` with `wrong`, `codeWanted`, `tooMany`, `busy`;
    /// `notPermitted` for a role that the user does not hold.
    public func callAsFunction(
        _ form: SignInForm,
        as role: Role? = nil,
        from address: ClientAddress
    ) async throws -> StartedSession {
        let keys = AttemptKeys(form.email.key, address, office.vault)
        let email = form.email.key
        let known = try await office.transaction(as: .system) { desk in
            let proofs = try ProofStore(desk.session).proofs(of: email)
            let user = proofs?.user ?? User.ID(0)
            let isKnown = try ThrottleStore(desk.session).knows(keys.address, user)
            try desk.take(.pair, keys.pair)
            if !isKnown { try desk.take(.address, keys.address) }
            return Known(proofs: proofs, address: isKnown)
        }
        let isRight = try await office.passwords.verify(form.password, known.proofs?.password)
        let secret = SecretText.session.make(from: office.chance.bytes(32))
        let outcome = try await office.transaction(as: .system) {
            [vault = office.vault, clock = office.clock] desk in
            guard isRight, let proofs = try desk.present(known.proofs, of: email), proofs.isActive else {
                return try desk.refuse(known.proofs?.user)
            }
            if let refusal = try desk.check(form, proofs, keys, known.address, vault, clock) {
                return refusal == .wrong ? try desk.refuse(proofs.user) : .refused(refusal)
            }
            return .started(
                try desk.start(
                    proofs.user,
                    as: role,
                    by: proofs.totp == nil ? .password : .passwordAndCode,
                    from: keys,
                    secret: secret
                )
            )
        }
        switch outcome {
        case .started(let session): return session
        case .refused(let refusal): throw Refusal.signIn(refusal)
        }
    }
}

/// What is known before the password is checked.
private struct Known: Sendable {
    let proofs: Proofs?
    let address: Bool
}

/// What became of a try; a refusal is told after its counts and its event are written.
private enum Outcome: Sendable {
    case started(StartedSession)
    case refused(SignInRefusal)
}

extension Desk {
    /// One event for each wrong try, of a known address or not: both take the same time.
    fileprivate func refuse(_ user: User.ID?) throws -> Outcome {
        try record("user.sign_in_refused", user.map(\.description) ?? "usr-unknown")
        return .refused(.wrong)
    }

    /// How somebody proves who they are now, if their password is still the one in `known`; nil if it was changed while
    /// it was checked, which closed what it had opened.
    ///
    /// A change of it waits from here on, and then ends the session that has begun.
    fileprivate func present(_ known: Proofs?, of email: String) throws -> Proofs? {
        guard let known else { return nil }
        let store = ProofStore(session)
        try store.holdPassword(of: known.user)
        let present = try store.proofs(of: email)
        return present?.user == known.user && present?.password == known.password ? present : nil
    }

    /// Checks the code behind the right password; nil if it is right too, or none is wanted.
    fileprivate func check(
        _ form: SignInForm,
        _ proofs: Proofs,
        _ keys: AttemptKeys,
        _ isKnownAddress: Bool,
        _ vault: AccountVault,
        _ clock: OfficeClock
    ) throws -> SignInRefusal? {
        guard let totp = proofs.totp else { return nil }
        guard form.code != nil || form.recoveryCode != nil else { return .codeWanted }
        let throttle = ThrottleStore(session)
        if !isKnownAddress, try !throttle.take(.code, keys.account, at: now) {
            return .tooMany(seconds: try throttle.seconds(.code, keys.account, at: now))
        }
        guard try accepts(form, totp, of: proofs.user, vault, clock) else { return .wrong }
        if !isKnownAddress { try throttle.clear(.code, keys.account) }
        return nil
    }

    private func accepts(
        _ form: SignInForm,
        _ totp: SealedTOTP,
        of user: User.ID,
        _ vault: AccountVault,
        _ clock: OfficeClock
    ) throws -> Bool {
        let store = ProofStore(session)
        if let code = form.code {
            let key = try vault.openTOTP(totp, of: user)
            guard let step = TimeCode.step(of: code, key, at: clock.codes()) else { return false }
            return try store.useStep(step, of: totp)
        }
        let digest = RecoveryCode.digest(of: form.recoveryCode ?? "")
        guard try store.useRecoveryCode(digest, of: user, at: now) else { return false }
        try acting(as: Actor(user: user, role: .system)).record("user.recovery_code_used", user)
        try tellSignInChanged(user)
        return true
    }
}
