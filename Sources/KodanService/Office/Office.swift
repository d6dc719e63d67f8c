public import KodanDomain
import KodanStore
public import Postgres

/// The time of day that the service goes by; a value, so that a year can be replayed.
public struct OfficeClock: Sendable {
    /// The present moment.
    public let now: @Sendable () -> Instant
    /// The moment by which people's authenticators count, where the office's own time is another, as in the demo.
    let codes: @Sendable () -> Instant

    /// A clock that asks `now`, and `codes` for the time of authenticators unless it is the same.
    public init(now: @escaping @Sendable () -> Instant, codes: (@Sendable () -> Instant)? = nil) {
        self.now = now
        self.codes = codes ?? now
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
    /// The link of a request's page, which serves that request only.
    case statusLink(String)
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
    let passwords: PasswordRoom
    /// Where plans are computed.
    let plans = PlanRoom()
    /// When tokens and sessions were used, until it is written.
    let uses = UseLog()
    /// The ways to travel, read once.
    private let travelRoom = TravelRoom()
    /// The presenters as matches know them, of whom only what changed is read again.
    private let presenterRoom = PresenterRoom()
    /// Who could come, asked before there is a request.
    let reachRoom = ReachRoom()
    /// Bounds the connections that locks live on, beside the pool's: a match under a key holds two.
    let lockPlaces = WorkPlaces(8)
    /// Bounds the plans that are made only to be looked at.
    let lookPlaces = WorkPlaces(2)
    /// Tells workers that there is something to do.
    private let bell = WorkBell()
    /// The call from outside whose transaction all use cases share; nil if each has its own.
    private var errand: Errand?

    /// An office.
    public init(
        pool: Pool,
        clock: OfficeClock,
        vault: AccountVault,
        rules: OfficeRules = OfficeRules(),
        chance: OfficeChance = .secure,
        passwordCost: PasswordCost = .standard
    ) {
        self.pool = pool
        self.clock = clock
        self.vault = vault
        self.rules = rules
        self.chance = chance
        passwords = PasswordRoom(cost: passwordCost)
    }

    /// This office at work for one call from outside.
    func joining(_ errand: Errand) -> Office {
        var office = self
        office.errand = errand
        return office
    }

    /// Runs `body` in one transaction as `credential`: the one door to data.
    ///
    /// Authenticates, sets the actor for row-level security, and tries again (three times at most) when the database
    /// gave way to another transaction (40001, 40P01). Actors who are limited are let in only where `limit` says so.
    /// Throws ``Refusal/notSignedIn`` for a credential that serves nobody, `signIn` with `scopeMissing`, `limitedToken`
    /// or `limitedLink` for what may not do this, and whatever `body` throws; nothing is written then. Within a call
    /// from outside (``errand(as:seeingOneState:repeated:_:)``) it is a part of that call's transaction, whose options
    /// count.
    public func transaction<T: Sendable>(
        as credential: Credential,
        _ options: TransactionOptions = TransactionOptions(),
        serving limit: ServedLimit? = nil,
        _ body: @escaping @Sendable (Desk) throws -> T
    ) async throws -> T {
        if let errand { return try await errand.part(as: credential, in: self, serving: limit, body) }
        var tries = 1
        while true {
            let now = clock.now()
            let news = WorkNews()
            do {
                let result = try await pool.transaction(options) { session in
                    let arrival = try arrival(session, credential, now, serving: limit)
                    return try serve(arrival, session, now, news, body)
                }
                tell(news)
                return result
            } catch let error as PostgresError where error.gaveWay && tries < 3 {
                tries += 1
            }
        }
    }

    /// Runs `body` for who arrives, or says why they are not let in.
    func serve<T>(
        _ arrival: Arrival,
        _ session: Session,
        _ now: Instant,
        _ news: WorkNews,
        _ body: (Desk) throws -> T
    ) throws -> T {
        let desk = Desk(
            session: session,
            arrival: arrival,
            proxy: nil,
            now: now,
            news: news,
            travelRoom: travelRoom,
            presenterRoom: presenterRoom,
            shipping: rules.shipping
        )
        do {
            let result = try body(desk)
            // Who is not let in may not do what takes no statement either.
            _ = try arrival.actor()
            return result
        } catch let error as PostgresError where error.kind == .refused {
            throw arrival.refusal ?? error
        } catch let error as PostgresError where error.isOfAnonymized {
            throw Refusal.person(.anonymized)
        }
    }

    /// Rings for what a transaction that has committed left to do.
    func tell(_ news: WorkNews) {
        if news.isNoted { bell.ring(pool) }
    }

    /// Sends for who comes by `credential`, to do what `limit` says.
    func arrival(
        _ session: Session,
        _ credential: Credential,
        _ now: Instant,
        serving limit: ServedLimit?
    ) throws(PostgresError) -> Arrival {
        let proof: EntryStore.Proof
        switch credential {
        case .token(let token, _): proof = .token(SecretText.digest(of: token))
        case .session(let secret): proof = .session(SecretText.digest(of: secret))
        case .offerLink(let link): proof = .offerLink(SecretText.digest(of: link))
        case .statusLink(let link):
            guard let (request, round) = vault.request(ofStatusLink: link) else {
                // As for a link that serves no more.
                return Arrival(session, refused: Refusal.notSignedIn)
            }
            proof = .statusLink(request, round: round)
        case .user(let user, let role): proof = .user(user, as: role)
        case .system:
            try EntryStore(session).act(as: Role.system.rawValue)
            return Arrival(session, known: .system)
        }
        return try Arrival(session, by: proof, at: now) { [uses] actor in
            uses.note(actor.entrance, at: now)
            try actor.require(credential, serving: limit)
        }
    }
}

extension PostgresError {
    /// Whether the transaction lost against another and may be tried again.
    ///
    /// Calls that both looked before either wrote are told by the constraint that one of them met; a second look finds
    /// what the other wrote. Where it is the asker's mistake, the use case has made it a refusal before.
    var gaveWay: Bool {
        isRetryable || constraint.map(PostgresError.metByRaces.contains) == true
    }

    /// Whether somebody was to be changed who has no name any more.
    fileprivate var isOfAnonymized: Bool { constraint?.hasSuffix("_anonymized") == true }

    /// An answer under the same key, a lecture on a programme's days, one-time codes that are being set up, and a
    /// person with a new mail address.
    private static let metByRaces: Set<String> = [
        "kept_answer_once", "programme_days_kept", "user_totp_pending", "app_user_email_unique",
        "user_role_once",
    ]
}
