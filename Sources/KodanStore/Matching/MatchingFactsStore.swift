public import KodanDomain
public import Postgres

/// What a match needs to know of one presenter, apart from what stands in lists of its own.
public struct MatchingPresenter: Sendable, Equatable {
    /// Their key.
    public let id: Presenter.ID
    /// Where they set out from; nil if that is no point of the earth.
    public let base: StoredPlace?
    /// How far they travel one way, in minutes.
    public let reachMinutes: Int
    /// Whether they lecture online.
    public let acceptsOnline: Bool
    /// Lectures a month at most.
    public let monthlyCap: Int
    /// Lectures a fiscal year at most.
    public let yearlyCap: Int
    /// Whether they may be asked at all.
    public let isActive: Bool
}

/// A pair of keys, such as a presenter and an organization.
public struct KeyPair<Left: Keyed, Right: Keyed>: Sendable, Equatable {
    /// The first key.
    public let left: ID<Left>
    /// The second key.
    public let right: ID<Right>
}

/// Reads what a match needs, a fixed number of statements whatever the number of people: here of presenters.
public struct MatchingFactsStore {
    let session: Session
    /// Which requests it reads, as a condition on `request`.
    let wanted: SQL
    /// The request whose offers bind nobody; nil where all do.
    private let rethought: LectureRequest.ID?
    /// Whose rows it reads of presenters; nil for everybody's.
    public var concerned: [Presenter.ID]?

    /// Works in the transaction of `session`; a snapshot (repeatable read) keeps the lists together.
    ///
    /// Reads the requests that wait for a presenter, and `also` these, or the `only` one that is named, in whatever
    /// state. A `rethought` one is read too, as if nobody were being asked for it. Of presenters only those `concerned`
    /// are read, where they are named: what looks again at a few rows of a plan needs no others.
    public init(
        _ session: Session,
        only: LectureRequest.ID? = nil,
        also: [LectureRequest.ID] = [],
        rethought: LectureRequest.ID? = nil,
        concerned: [Presenter.ID]? = nil
    ) {
        self.session = session
        self.concerned = concerned
        self.rethought = rethought
        let also = also + (rethought.map { [$0] } ?? [])
        if let only {
            wanted = "request.id = \(only)"
        } else if also.isEmpty {
            wanted = "request.state IN ('approved', 'unmatched')"
        } else {
            wanted = "(request.state IN ('approved', 'unmatched') OR request.id = ANY (\(also)::bigint[]))"
        }
    }

    /// Whether a presenter's rows are read, as a condition on the column of their key.
    private func isRead(_ column: SQL) -> SQL {
        guard let concerned else { return "true" }
        return "\(column) = ANY (\(concerned)::bigint[])"
    }

    /// Everyone who is registered and neither retired nor deceased, by key.
    public func presenters() throws(PostgresError) -> [MatchingPresenter] {
        try session.rows(
            """
            SELECT id, municipality_code AS municipality, latitude_e6 AS latitude, longitude_e6 AS longitude, reach_minutes, accepts_online, monthly_cap, yearly_cap,
                   state = 'active' AS active
              FROM presenter
             WHERE state NOT IN ('retired', 'deceased')
               AND \(isRead("id"))
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            MatchingPresenter(
                id: try row.value("id"),
                base: try StoredPlace(row),
                reachMinutes: try row.value("reach_minutes"),
                acceptsOnline: try row.value("accepts_online"),
                monthlyCap: try row.value("monthly_cap"),
                yearlyCap: try row.value("yearly_cap"),
                isActive: try row.value("active")
            )
        }
    }

    /// The topics of presenters with their levels.
    public func topics() throws(PostgresError) -> [(presenter: Presenter.ID, topic: TopicCode, level: Int)] {
        try session.rows(
            """
            SELECT presenter_id, topic_code, level
              FROM presenter_topic
             WHERE \(isRead("presenter_id"))
             ORDER BY presenter_id, topic_code
            """
        ) { row throws(PostgresError) in
            (try row.value("presenter_id"), try row.value("topic_code"), try row.value("level"))
        }
    }

    /// The programmes under which presenters may lecture on `day`: with one of the wanted qualifications, not
    /// expired, or any where none is wanted.
    public func programmes(on day: LocalDate) throws(PostgresError) -> [KeyPair<Presenter, Programme>] {
        try session.rows(
            """
            SELECT presenter.id AS presenter_id, programme.id AS programme_id
              FROM presenter
              CROSS JOIN programme
             WHERE programme.delivery = 'dispatched'
               AND presenter.state NOT IN ('retired', 'deceased')
               AND \(isRead("presenter.id"))
               AND (
                    NOT EXISTS (SELECT FROM programme_qualification WHERE programme_id = programme.id)
                    OR EXISTS (
                        SELECT FROM programme_qualification AS wanted
                          JOIN presenter_qualification AS held
                            ON held.qualification_code = wanted.qualification_code
                         WHERE wanted.programme_id = programme.id
                           AND held.presenter_id = presenter.id
                           AND (held.expires_on IS NULL OR held.expires_on >= \(day))
                    )
               )
             ORDER BY presenter.id, programme.id
            """
        ) { row throws(PostgresError) in
            KeyPair(left: try row.value("presenter_id"), right: try row.value("programme_id"))
        }
    }

    /// The weekly hours of presenters, in minutes of the day.
    public func hours() throws(PostgresError) -> [(presenter: Presenter.ID, day: Weekday, from: Int, to: Int)]
    {
        try session.rows(
            """
            SELECT presenter_id, weekday, lower(minutes) AS from_minute, upper(minutes) AS to_minute
              FROM presenter_hours
             WHERE \(isRead("presenter_id"))
             ORDER BY presenter_id, weekday, from_minute
            """
        ) { row throws(PostgresError) in
            (
                try row.value("presenter_id"), try row.value("weekday"), try row.value("from_minute"),
                try row.value("to_minute")
            )
        }
    }

    /// Days on which presenters cannot come, from `day` on, those among them for which they declined an offer because
    /// of the day.
    public func blackouts(from day: LocalDate) throws(PostgresError) -> [(
        presenter: Presenter.ID, days: DateRange
    )] {
        try session.rows(
            """
            SELECT presenter_id, days
              FROM presenter_blackout
             WHERE upper(days) > \(day)
            UNION
            SELECT offer.presenter_id, daterange(declined.day, declined.day, '[]')
              FROM offer
              JOIN request_slot ON request_slot.id = offer.slot_id
              CROSS JOIN LATERAL (
                  SELECT (lower(request_slot.during) AT TIME ZONE 'Asia/Tokyo')::date AS day
              ) AS declined
             WHERE offer.decline_ground = 'not_that_day'
               AND declined.day >= \(day)
             ORDER BY presenter_id, days
            """
        ) { row throws(PostgresError) in (try row.value("presenter_id"), try row.value("days")) }
    }

    /// Lectures to which presenters are bound, or for which they are being asked, from `day` on, with the venue
    /// unless online.
    ///
    /// Whoever is being asked may say yes: nobody is asked for two lectures of one day.
    public func commitments(
        from day: LocalDate
    ) throws(PostgresError) -> [(presenter: Presenter.ID, during: TimeRange, venue: StoredPlace?)] {
        try session.rows(
            """
            SELECT bound.presenter_id, bound.during,
                   CASE WHEN NOT bound.online THEN request.venue_municipality_code END AS municipality,
                   CASE WHEN NOT bound.online THEN request.venue_latitude_e6 END AS latitude,
                   CASE WHEN NOT bound.online THEN request.venue_longitude_e6 END AS longitude
              FROM (
                    SELECT request_id, presenter_id, during, online
                      FROM assignment
                     WHERE state IN ('confirmed', 'reconfirmed', 'delivered')
                    UNION ALL
                    SELECT offer.request_id, offer.presenter_id, slot.during, offer.online
                      FROM offer
                      JOIN request_slot AS slot ON slot.id = offer.slot_id
                     WHERE offer.state IN ('queued', 'sent')
                       AND offer.request_id <> \(rethought ?? LectureRequest.ID(0))
                   ) AS bound
              JOIN lecture_request AS request ON request.id = bound.request_id
             WHERE upper(bound.during) > \(Instant(day, .midnight))
             ORDER BY bound.presenter_id, bound.during
            """
        ) { row throws(PostgresError) in
            (try row.value("presenter_id"), try row.value("during"), try StoredPlace(row))
        }
    }

    /// The organizations to which presenters belong on `day`.
    public func memberships(on day: LocalDate) throws(PostgresError) -> [KeyPair<Presenter, Organization>] {
        try pairs(
            """
            SELECT presenter_id AS a, organization_id AS b
              FROM presenter_organization
             WHERE valid @> \(day)::date
             ORDER BY a, b
            """
        )
    }

    /// The organizations at which presenters have held lectures, or are to hold them, from `day` on.
    ///
    /// A lecture that a presenter holds alone has none.
    public func hosts(from day: LocalDate) throws(PostgresError) -> [KeyPair<Presenter, Organization>] {
        try pairs(
            """
            SELECT DISTINCT assignment.presenter_id AS a, request.organization_id AS b
              FROM assignment
              JOIN lecture_request AS request ON request.id = assignment.request_id
             WHERE assignment.state IN ('confirmed', 'reconfirmed', 'delivered')
               AND lower(assignment.during) >= \(Instant(day, .midnight))
               AND request.organization_id IS NOT NULL
             ORDER BY a, b
            """
        )
    }

    /// Pairs that one side asked never to bring together.
    public func exclusions() throws(PostgresError) -> [KeyPair<Presenter, Organization>] {
        try pairs(
            "SELECT DISTINCT presenter_id AS a, organization_id AS b FROM presenter_exclusion ORDER BY a, b"
        )
    }

    private func pairs<Left, Right>(_ sql: SQL) throws(PostgresError) -> [KeyPair<Left, Right>] {
        try session.rows(sql) { row throws(PostgresError) in
            KeyPair(left: try row.value("a"), right: try row.value("b"))
        }
    }
}
