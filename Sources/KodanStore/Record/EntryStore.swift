public import KodanDomain
public import Postgres

/// The entering call, by which a transaction says for whom it acts.
///
/// Row-level security follows it.
public struct EntryStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// By what somebody enters.
    public enum Proof {
        /// The SHA-256 of an access token.
        case token([UInt8])
        /// The SHA-256 of a session's token.
        ///
        /// Staff who have yet to set up one-time codes are limited to that (``ActorLimit/enrolment``).
        case session([UInt8])
        /// The SHA-256 of an offer's link, which is limited to that offer.
        case offerLink([UInt8])
        /// The link of a request's page, in its round, which is limited to that request.
        case statusLink(LectureRequest.ID, round: Int)
        /// A user whom somebody trusted names.
        case user(User.ID, as: Role)
    }

    /// Enters by `proof` as it serves at `now`; it travels with the next statement.
    ///
    /// `admit` is given who came, nil for nobody, and may refuse them: see `Session.postpone`.
    public func enter(
        by proof: Proof,
        at now: Instant,
        admit: @escaping (Actor?) -> Bool
    ) throws(PostgresError) {
        try session.postpone(EntryStore.call(proof, now)) { row throws(PostgresError) in
            guard let row else { return admit(nil) }
            return admit(try EntryStore.actor(row, proof))
        }
    }

    /// Goes on as `role`; it travels with the next statement.
    ///
    /// The database's roles are ``Role`` and those of limited actors (`offer`, `enrolling`), so it is a text here.
    public func act(as role: String) throws(PostgresError) {
        try session.postpone("SELECT set_config('kodan.role', \(role), true)", mootAtEnd: true)
    }

    /// Waits for nobody: takes the advisory lock of this number until the connection ends, or says that it is taken.
    public func tryHold(_ lock: Int64) throws(PostgresError) -> Bool {
        try session.value("SELECT pg_try_advisory_lock(\(lock))")
    }

    /// Gives back what ``tryHold(_:)`` took.
    public func release(_ lock: Int64) throws(PostgresError) {
        try session.execute("SELECT pg_advisory_unlock(\(lock))")
    }

    /// Waits for nobody: takes the lock of one kind of run until the transaction ends, or says that it is taken.
    public func tryLock(_ run: ExclusiveRun) throws(PostgresError) -> Bool {
        try session.value("SELECT pg_try_advisory_xact_lock(\(run.rawValue))")
    }

    /// Waits for the end of another's run of this kind, and keeps others waiting until the transaction ends.
    public func waitForTurn(of run: ExclusiveRun) throws(PostgresError) {
        try session.execute("SELECT pg_advisory_xact_lock(\(run.rawValue))")
    }

    private static func call(_ proof: Proof, _ now: Instant) -> SQL {
        switch proof {
        case .token(let digest):
            """
            SELECT user_id, role, presenter_id, organizations, token_id, scopes
              FROM kodan_enter_by_token(\(digest), \(now))
            """
        case .session(let digest):
            """
            SELECT user_id, role, presenter_id, organizations, session_id, proof, is_enrolling
              FROM kodan_enter_by_session(\(digest), \(now))
            """
        case .offerLink(let digest):
            """
            SELECT user_id, role, presenter_id, organizations, offer_id
              FROM kodan_enter_by_offer_link(\(digest), \(now))
            """
        case .statusLink(let request, let round):
            """
            SELECT user_id, role, presenter_id, organizations, request_id
              FROM kodan_enter_by_status_link(\(request), \(round), \(now))
            """
        case .user(let user, let role):
            """
            SELECT user_id, role, presenter_id, organizations
              FROM kodan_enter(\(user), \(role), \(now))
            """
        }
    }

    private static func actor(_ row: Row, _ proof: Proof) throws(PostgresError) -> Actor {
        let user: User.ID? = try row.optional("user_id")
        let role: Role = try row.value("role")
        let presenter: Presenter.ID? = try row.optional("presenter_id")
        let organizations: [Organization.ID] = try row.value("organizations")
        var entrance = Entrance.trusted
        var limit: ActorLimit?
        switch proof {
        case .token:
            let scopes: [TokenScope]? = try row.optional("scopes")
            entrance = .token(try row.value("token_id"), scopes.map { Set($0) })
        case .session:
            entrance = .session(try row.value("session_id"), try row.value("proof"))
            limit = try row.value("is_enrolling") ? .enrolment : nil
        case .offerLink:
            let offer: Offer.ID = try row.value("offer_id")
            entrance = .offerLink(offer)
            limit = .offer(offer)
        case .statusLink:
            let request: LectureRequest.ID = try row.value("request_id")
            entrance = .statusLink(request)
            limit = .request(request)
        case .user:
            break
        }
        return Actor(
            user: user,
            role: role,
            presenter: presenter,
            organizations: Set(organizations),
            entrance: entrance,
            limit: limit
        )
    }
}

/// What runs once at a time in the whole service; the numbers are advisory lock keys.
public enum ExclusiveRun: Int64, Sendable {
    /// Matching.
    case matching = 7_031_001
    /// Sealing of audit events.
    case sealing = 7_031_002
    /// Preparing, closing or exporting a month.
    case month = 7_031_003
    /// Taking from somebody what makes them an administrator.
    case administrators = 7_031_004
    /// Loading the shipped tables.
    case tables = 7_031_005
    /// Choosing whom to ask: what a presenter was asked for counts for the next request.
    case asking = 7_031_006
}
