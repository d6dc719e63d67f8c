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
                try desk.setPassword(hash, of: own.user, but: own.id)
                try desk.tellSignInChanged(own.user)
                try desk.record("user.password_changed", own.user)
            }
        }
    }
}
