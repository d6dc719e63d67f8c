import KodanDomain
import KodanStore
import Postgres

/// By what tries of one account from one address are counted; keyed, so that neither can be read from it.
struct AttemptKeys: Sendable {
    /// The address alone.
    let address: [UInt8]
    /// The account from this address.
    let pair: [UInt8]
    /// The account alone.
    let account: [UInt8]

    init(_ account: String, _ address: ClientAddress, _ vault: AccountVault) {
        self.address = vault.mark(address.prefix, for: "address")
        self.account = AttemptKeys.account(account, vault)
        pair = vault.mark("\(account) \(address.prefix)", for: "pair")
    }

    /// The account alone, where no address counts.
    static func account(_ account: String, _ vault: AccountVault) -> [UInt8] {
        vault.mark(account, for: "account")
    }
}

extension Desk {
    /// Counts one more try; needs the service's own sight.
    ///
    /// Throws ``SignInRefusal/tooMany(seconds:)`` while one has to wait.
    func take(_ budget: AttemptBudget, _ digest: [UInt8]) throws {
        let store = ThrottleStore(session)
        guard try store.take(budget, digest, at: now) else {
            throw Refusal.signIn(.tooMany(seconds: try store.seconds(budget, digest, at: now)))
        }
    }

    /// This desk, with `actor` in the record: for what somebody does before they are signed in.
    func acting(as actor: Actor) -> Desk {
        Desk(
            session: session,
            arrival: arrival,
            proxy: actor,
            now: now,
            news: news,
            travelRoom: travelRoom,
            presenterRoom: presenterRoom,
            shipping: shipping
        )
    }

    /// The session of whom acts, and whose it is.
    ///
    /// Throws ``SignInRefusal/sessionWanted`` for tokens.
    func ownSession() throws -> (id: UserSession.ID, user: User.ID, proof: SessionProof) {
        let actor = try actor
        guard case .session(let id, let proof) = actor.entrance, let user = actor.user else {
            throw Refusal.signIn(.sessionWanted)
        }
        return (id, user, proof)
    }
}
