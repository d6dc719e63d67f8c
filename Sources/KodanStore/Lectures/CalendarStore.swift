public import KodanDomain
public import Postgres

/// A lecture as a private calendar shows it.
public struct CalendarLecture: Sendable, Equatable {
    /// The assignment.
    public let id: Assignment.ID
    /// How often its place in the calendar changed.
    public let sequence: Int
    /// When.
    public let during: TimeRange
    /// What it is called.
    public let title: String
    /// Where: the venue's name and address; empty online.
    public let place: String
    /// The request.
    public let request: LectureRequest.ID
    /// Who gives it.
    public let presenterName: String
    /// At whom; nil for a self-hosted lecture without a co-host.
    public let organizationName: String?
}

/// Private calendars: their addresses, and what they show.
public struct CalendarStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private func isOf(_ owner: CalendarOwner) -> SQL {
        switch owner {
        case .presenter(let id): "presenter_id = \(id)"
        case .organization(let id): "organization_id = \(id)"
        }
    }

    /// Lets calls that change the addresses of `owner` come one after the other.
    public func exclusively(_ owner: CalendarOwner) throws(PostgresError) {
        try session.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(\("calendar of \(owner)"), 0))"
        )
    }

    /// Ends the address that serves, if there is one.
    public func revoke(of owner: CalendarOwner, at now: Instant) throws(PostgresError) {
        try session.execute(
            "UPDATE calendar_feed SET revoked_at = \(now) WHERE \(isOf(owner)) AND revoked_at IS NULL"
        )
    }

    /// Keeps the digest of a new address; the one before must have ended.
    public func insert(
        _ digest: [UInt8],
        of owner: CalendarOwner,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> CalendarFeed.ID {
        var presenter: Presenter.ID?
        var organization: Organization.ID?
        switch owner {
        case .presenter(let id): presenter = id
        case .organization(let id): organization = id
        }
        return try session.value(
            """
            INSERT INTO calendar_feed (presenter_id, organization_id, digest, created_at, created_by)
            VALUES (\(presenter), \(organization), \(digest), \(now), \(user))
            RETURNING id
            """
        )
    }

    /// Whose calendar is at an address that serves or served; nil for one that is not there or not the actor's.
    public func owner(of id: CalendarFeed.ID) throws(PostgresError) -> CalendarOwner? {
        try session.first("SELECT presenter_id, organization_id FROM calendar_feed WHERE id = \(id)") {
            row throws(PostgresError) in
            if let presenter: Presenter.ID = try row.optional("presenter_id") { return .presenter(presenter) }
            return .organization(try row.value("organization_id"))
        }
    }

    /// Ends an address; false for one that is not there, not the actor's, or ended already.
    public func revoke(_ id: CalendarFeed.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            "UPDATE calendar_feed SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) == 1
    }

    /// At most `limit` addresses with keys above `after`, smaller keys first.
    public func list(
        of owner: CalendarOwner,
        after: CalendarFeed.ID?,
        limit: Int
    ) throws(PostgresError) -> [CalendarFeedEntry] {
        try session.rows(
            """
            SELECT id, created_at, revoked_at
              FROM calendar_feed
             WHERE \(isOf(owner))
               AND id > \(after ?? CalendarFeed.ID(0))
             ORDER BY id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            CalendarFeedEntry(
                id: try row.value("id"),
                createdAt: try row.value("created_at"),
                revokedAt: try row.optional("revoked_at")
            )
        }
    }

    /// The addresses that serve now, of a presenter and of `organizations`, smaller keys first.
    public func serving(
        of presenter: Presenter.ID?,
        and organizations: [Organization.ID]
    ) throws(PostgresError) -> [(owner: CalendarOwner, feed: CalendarFeedEntry)] {
        try session.rows(
            """
            SELECT id, presenter_id, organization_id, created_at
              FROM calendar_feed
             WHERE revoked_at IS NULL
               AND (presenter_id = \(presenter) OR organization_id = ANY (\(organizations)::bigint[]))
             ORDER BY id
            """
        ) { row throws(PostgresError) -> (owner: CalendarOwner, feed: CalendarFeedEntry) in
            let feed = CalendarFeedEntry(
                id: try row.value("id"),
                createdAt: try row.value("created_at"),
                revokedAt: nil
            )
            if let presenter: Presenter.ID = try row.optional("presenter_id") {
                return (owner: CalendarOwner.presenter(presenter), feed: feed)
            }
            return (owner: CalendarOwner.organization(try row.value("organization_id")), feed: feed)
        }
    }

    /// Whose calendar the address with this digest is; nil for one that does not serve.
    public func owner(of digest: [UInt8]) throws(PostgresError) -> CalendarOwner? {
        try session.first("SELECT presenter_id, organization_id FROM kodan_calendar_feed(\(digest))") {
            row throws(PostgresError) in
            if let presenter: Presenter.ID = try row.optional("presenter_id") {
                return CalendarOwner.presenter(presenter)
            }
            return .organization(try row.value("organization_id"))
        }
    }

    /// At most `limit` binding lectures that end after `from`, the first first.
    public func lectures(
        of owner: CalendarOwner,
        from: Instant,
        limit: Int
    ) throws(PostgresError) -> [CalendarLecture] {
        let whose: SQL =
            switch owner {
            case .presenter(let id): "assignment.presenter_id = \(id)"
            case .organization(let id): "request.organization_id = \(id)"
            }
        return try session.rows(
            """
            SELECT assignment.id, assignment.calendar_sequence, assignment.during, request.title,
                   CASE WHEN assignment.online THEN ''
                        ELSE concat_ws(' ', request.venue_name, kodan_whole_address(
                            request.venue_municipality_code, request.venue_address
                        )) END AS place,
                   request.id AS request_id, presenter.family_name || ' ' || presenter.given_name AS presenter_name,
                   organization.name AS organization_name
              FROM assignment
              JOIN lecture_request AS request ON request.id = assignment.request_id
              JOIN presenter ON presenter.id = assignment.presenter_id
              LEFT JOIN organization ON organization.id = request.organization_id
             WHERE \(whose)
               AND assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
               AND upper(assignment.during) > \(from)
             ORDER BY lower(assignment.during), assignment.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            CalendarLecture(
                id: try row.value("id"),
                sequence: try row.value("calendar_sequence"),
                during: try row.value("during"),
                title: try row.value("title"),
                place: try row.value("place"),
                request: try row.value("request_id"),
                presenterName: try row.value("presenter_name"),
                organizationName: try row.optional("organization_name")
            )
        }
    }
}
