import KodanDomain
import KodanStore
import Postgres

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
