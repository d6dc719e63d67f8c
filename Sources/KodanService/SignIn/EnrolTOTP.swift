import KodanDomain
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
