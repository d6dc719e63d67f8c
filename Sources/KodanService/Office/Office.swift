public import KodanDomain
import KodanStore
public import Postgres

/// The time of day that the service goes by; a value, so that a year can be replayed.
public struct OfficeClock: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Instant

    /// A clock that asks `now`.
    public init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }
}

/// By what somebody says who they are.
public enum Credential: Sendable, Equatable {
    /// An access token of the API, as it was sent, for what wants a scope.
    ///
    /// Where none is named, a token that is limited to scopes does not serve.
    case token(String, needing: TokenScope? = nil)
    /// What a browser keeps of a session, as it was sent.
    case session(String)
    /// An offer's own link, which serves that offer only.
    case offerLink(String)
    /// A person whom the command line, trusted by its access to the database, names.
    case user(User.ID, as: Role)
    /// The service itself: nightly runs, deadlines.
    case system
}

/// What every use case stands on: the database, the clock and the keys of the bank accounts.
public struct Office: Sendable {
    /// The connections.
    public let pool: Pool
    /// The clock.
    public let clock: OfficeClock
    /// Seals and opens account numbers.
    public let vault: AccountVault
    /// What the body decides for itself: deadlines, payment day, notices.
    public let rules: OfficeRules
    /// Where secrets come from.
    public let chance: OfficeChance
    /// Where passwords are hashed.
    let passwords = PasswordRoom()
    /// When tokens and sessions were used, until it is written.
    let uses = UseLog()
    /// The ways to travel, read once.
    private let travelRoom = TravelRoom()

    /// An office.
    public init(
        pool: Pool,
        clock: OfficeClock,
        vault: AccountVault,
        rules: OfficeRules = OfficeRules(),
        chance: OfficeChance = .secure
    ) {
        self.pool = pool
        self.clock = clock
        self.vault = vault
        self.rules = rules
        self.chance = chance
    }

    /// Runs `body` in one transaction as `credential`: the one door to data.
    ///
    /// Authenticates, sets the actor for row-level security, and tries again (three times at most) when the
    /// database gave way to another transaction (40001, 40P01). Actors who are limited are let in only where `limit`
    /// says so. Throws ``Refusal/notSignedIn`` for a credential that serves nobody, `signIn` with `scopeMissing` for
    /// a token that may not do this, and whatever `body` throws; nothing is written then.
    public func transaction<T: Sendable>(
        as credential: Credential,
        _ options: TransactionOptions = TransactionOptions(),
        serving limit: ActorLimit? = nil,
        _ body: @escaping @Sendable (Desk) throws -> T
    ) async throws -> T {
        var tries = 1
        let travelRoom = travelRoom
        while true {
            let now = clock.now()
            do {
                return try await pool.transaction(options) { session in
                    let actor = try enter(session, credential, now)
                    try actor.require(credential, serving: limit)
                    uses.note(actor.entrance, at: now)
                    return try body(Desk(session: session, actor: actor, now: now, travelRoom: travelRoom))
                }
            } catch let error as PostgresError where error.gaveWay && tries < 3 {
                tries += 1
            }
        }
    }

    private func enter(_ session: Session, _ credential: Credential, _ now: Instant) throws -> Actor {
        let entry = EntryStore(session)
        let actor: Actor?
        switch credential {
        case .token(let token, _):
            actor = try entry.enter(tokenDigest: SecretText.digest(of: token), at: now)
        case .session(let secret):
            actor = try entry.enter(sessionDigest: SecretText.digest(of: secret), at: now)
        case .offerLink(let link):
            actor = try entry.enter(offerLinkDigest: SecretText.digest(of: link), at: now)
        case .user(let user, let role):
            actor = try entry.enter(user, as: role, at: now)
        case .system:
            try entry.enterAsSystem()
            actor = .system
        }
        guard let actor else { throw Refusal.notSignedIn }
        return actor
    }
}

extension Actor {
    /// Refuses a token without the scope that is needed, and an actor who is limited to something else.
    fileprivate func require(_ credential: Credential, serving served: ActorLimit?) throws(Refusal) {
        if case .token(_, let scopes?) = entrance {
            guard case .token(_, let needed?) = credential else { throw .signIn(.sessionWanted) }
            guard scopes.cover(needed) else { throw .signIn(.scopeMissing(needed)) }
        }
        guard let limit, limit != served else { return }
        switch (limit, served) {
        case (.offer, .offer(let other)): throw .notFound(other.description)
        case (.offer, _): throw .notPermitted(role)
        case (.enrolment, _): throw .signIn(.totpMissing)
        }
    }
}

extension PostgresError {
    /// Whether the transaction lost against another and may be tried again.
    var gaveWay: Bool { sqlState == "40001" || sqlState == "40P01" }
}
