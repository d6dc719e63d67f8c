public import KodanDomain
import KodanStore
import Postgres

/// What an authenticator is told, once.
public struct EnrolledTOTP: Sendable, Equatable {
    /// The key in letters, to be typed where no picture can be read.
    public let secret: String
    /// The key as an `otpauth://` link, which pictures (QR) hold.
    public let uri: String
}

/// Somebody begins to set up one-time codes (二段階認証).
///
/// For whoever came in by a session that began with their password.
public struct EnrolTOTP: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes a new key; the one that serves, if there is one, does so until the new one is confirmed.
    ///
    /// Throws ``Refusal``: `signIn` with `passwordWanted` for a session by a link, or one without a code where codes
    /// are set up already; `sessionWanted` for tokens.
    public func callAsFunction(as credential: Credential) async throws -> EnrolledTOTP {
        let key = office.chance.bytes(TimeCode.keyBytes)
        return try await office.transaction(as: credential, serving: .enrolment) {
            [vault = office.vault] desk in
            let own = try desk.ownSession()
            return try desk.asSystem {
                let store = ProofStore(desk.session)
                let hasTOTP = try store.proofs(of: own.user)?.totp != nil
                guard own.proof == .passwordAndCode || (own.proof == .password && !hasTOTP) else {
                    throw Refusal.signIn(.passwordWanted)
                }
                guard let addressee = try UserStore(desk.session).addressee(own.user) else {
                    throw Refusal.notSignedIn
                }
                let sealed = try vault.sealTOTP(key, of: own.user)
                try store.enrolTOTP(sealed.bytes, keyVersion: sealed.keyVersion, of: own.user, at: desk.now)
                try desk.record("user.totp_enrolled", own.user)
                let secret = Base32.text(of: key)
                let uri = TimeCode.uri(secret: secret, account: addressee.to.email.text)
                return EnrolledTOTP(secret: secret, uri: uri)
            }
        }
    }
}

/// Somebody shows by a first code that their authenticator works.
///
/// For whoever set it up in a session.
public struct ConfirmTOTP: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// From now on the codes serve, and are wanted; gives ten recovery codes, which are shown once.
    ///
    /// The session goes on with all that password and code allow; other sessions of the user end. Throws ``Refusal``:
    /// `signIn` with `codeRefused`, `totpNotEnrolled`, `tooMany`, `sessionWanted`.
    public func callAsFunction(_ code: String, as credential: Credential) async throws -> [String] {
        let chance = office.chance
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make(from: chance.bytes(10)) }
        let isConfirmed = try await office.transaction(as: credential, serving: .enrolment) {
            [vault = office.vault, clock = office.clock] desk in
            let own = try desk.ownSession()
            return try desk.asSystem {
                try desk.take(.code, vault.mark("confirm \(own.user)", for: "account"))
                return try desk.confirm(code, own.user, own.id, codes, vault, clock)
            }
        }
        guard isConfirmed else { throw Refusal.signIn(.codeRefused) }
        return codes
    }
}

extension Desk {
    /// False for a wrong code, whose count is written all the same.
    fileprivate func confirm(
        _ code: String,
        _ user: User.ID,
        _ own: UserSession.ID,
        _ codes: [String],
        _ vault: AccountVault,
        _ clock: OfficeClock
    ) throws -> Bool {
        let store = ProofStore(session)
        guard let pending = try store.pendingTOTP(of: user) else { throw Refusal.signIn(.totpNotEnrolled) }
        let key = try vault.openTOTP(pending, of: user)
        guard let step = TimeCode.step(of: code, key, at: clock.codes()) else { return false }
        try store.confirmTOTP(pending, of: user, step: step, at: now)
        try store.setRecoveryCodes(codes.map(RecoveryCode.digest(of:)), of: user, at: now)
        let sessions = SessionStore(session)
        try sessions.endAll(of: user, but: own, at: now)
        try sessions.setProof(.passwordAndCode, of: own)
        try ThrottleStore(session).clear(.code, vault.mark("confirm \(user)", for: "account"))
        try tellSignInChanged(user)
        try record("user.totp_confirmed", user)
        return true
    }
}

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
