public import KodanDomain
public import Postgres

/// What a match needs to know of one open request.
public struct MatchingCandidate: Sendable, Equatable {
    /// Its key.
    public let id: LectureRequest.ID
    /// The programme.
    public let programme: Programme.ID
    /// The topic.
    public let topic: TopicCode
    /// The wished level.
    public let level: Int
    /// Who asks, or what they are part of by now.
    public let organization: Organization.ID
    /// The prefecture of the venue, or of who asks where there is none.
    public let prefecture: PrefectureCode
    /// The venue; nil online.
    public let venue: StoredPlace?
    /// Whether an online presenter is as good.
    public let allowsOnline: Bool
    /// Whom the host would like best.
    public let preferred: Presenter.ID?
    /// The wished times that lie ahead, in order of preference; none where all have passed.
    public let slots: [StoredSlot]
    /// What it is called.
    public let title: String
    /// What who asks is called; nil where the actor may not know.
    public let host: String?
    /// Whom a coordinator wants asked; nil where nobody said so.
    public let order: AskingOrder?
}

/// What a match needs to know of requests.
extension MatchingFactsStore {
    /// Dispatched requests that wait for a presenter, those left unmatched before among them, by key, with their slots
    /// after `now` and what coordinators ordered.
    public func openRequests(after now: Instant) throws(PostgresError) -> [MatchingCandidate] {
        try session.rows(
            """
            SELECT request.id, request.programme_id, request.topic_code, request.required_level,
                   coalesce(organization.merged_into, request.organization_id) AS organization_id,
                   request.prefecture_code AS prefecture,
                   request.venue_municipality_code AS municipality, request.venue_latitude_e6 AS latitude,
                   request.venue_longitude_e6 AS longitude, request.place <> 'venue' AS allows_online,
                   request.preferred_presenter_id, ahead.slots, ahead.times, request.title,
                   organization.name AS host, \(AskingStore.columns)
              FROM lecture_request AS request
              LEFT JOIN organization ON organization.id = request.organization_id
              LEFT JOIN asking_order ON asking_order.request_id = request.id
              CROSS JOIN LATERAL (
                  SELECT coalesce(array_agg(id ORDER BY ordinal), '{}') AS slots,
                         coalesce(array_agg(during ORDER BY ordinal), '{}') AS times
                    FROM request_slot
                   WHERE request_id = request.id
                     AND round = request.round
                     AND lower(during) > \(now)
              ) AS ahead
             WHERE \(wanted)
               AND request.delivery = 'dispatched'
             ORDER BY request.id
            """
        ) { row throws(PostgresError) in
            let slots = zip(
                try row.value("slots", as: [Slot.ID].self),
                try row.value("times", as: [TimeRange].self)
            )
            return MatchingCandidate(
                id: try row.value("id"),
                programme: try row.value("programme_id"),
                topic: try row.value("topic_code"),
                level: try row.value("required_level"),
                organization: try row.value("organization_id"),
                prefecture: try row.value("prefecture"),
                venue: try StoredPlace(row),
                allowsOnline: try row.value("allows_online"),
                preferred: try row.optional("preferred_presenter_id"),
                slots: slots.map { StoredSlot(id: $0, during: $1) },
                title: try row.value("title"),
                host: try row.optional("host"),
                order: try AskingStore.order(row)
            )
        }
    }

    /// Who refused those requests of `asked`, kept silent, withdrew, was let go, or whose offer was taken back.
    private static let unwillingness: SQL = """
        SELECT asked.id, offer.presenter_id, false
          FROM asked
          JOIN offer ON offer.request_id = asked.id
         WHERE offer.state = 'expired'
            OR (offer.state = 'declined' AND offer.decline_ground IS DISTINCT FROM 'not_that_day')
            OR (offer.state = 'withdrawn' AND offer.sent_at IS NOT NULL AND NOT offer.presenter_away
                AND NOT EXISTS (SELECT FROM assignment WHERE assignment.offer_id = offer.id)
                AND EXISTS (
                    SELECT FROM request_slot AS slot
                     WHERE slot.id = offer.slot_id AND slot.round = asked.round))
        UNION ALL
        SELECT asked.id, assignment.presenter_id, false
          FROM asked
          JOIN assignment ON assignment.request_id = asked.id
         WHERE assignment.state = 'released'
            OR (assignment.state = 'no_show' AND assignment.ended_by = 'presenter')
        """

    /// Presenters who must not be asked for a request: excluded, or they refused, kept silent, withdrew, were let go,
    /// or their offer for one of its present days was taken back.
    ///
    /// Who declined because of the day may be asked for another one, and so may be whose offer was taken back for a day
    /// off, or for a leave that is over; whose offer was taken back when the request was sent back, for its new days;
    /// and who came in vain because the host stayed away, for the new day: of an offer that was accepted, what became
    /// of the lecture tells.
    /// Excluded is also who belongs to the organization on a wished day, or whose qualification for the programme
    /// ends before the last of them: what holds today need not hold then.
    public func refusals() throws(PostgresError) -> [(
        request: LectureRequest.ID, presenter: Presenter.ID, excluded: Bool
    )] {
        try session.rows(
            """
            WITH asked AS MATERIALIZED (
                -- Those meant are few, and each is asked for its own: the lists below reach back to the first year.
                SELECT request.id, request.round, request.organization_id, request.programme_id
                  FROM lecture_request AS request
                 WHERE \(wanted)
            ), membership AS MATERIALIZED (
                SELECT presenter_id, organization_id, valid
                  FROM presenter_belonging
                 WHERE organization_id = ANY (ARRAY(SELECT organization_id FROM asked))
            )
            SELECT request_id, presenter_id, bool_or(excluded) AS excluded
              FROM (
                    SELECT asked.id AS request_id, barred.presenter_id, true AS excluded
                      FROM asked
                      JOIN request_exclusion AS barred ON barred.request_id = asked.id
                    UNION ALL
                    \(MatchingFactsStore.unwillingness)
                    UNION ALL
                    SELECT asked.id, membership.presenter_id, true
                      FROM asked
                      JOIN request_slot AS slot ON slot.request_id = asked.id AND slot.round = asked.round
                      JOIN membership
                        ON membership.organization_id = asked.organization_id
                       AND membership.valid @> (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
                    UNION ALL
                    SELECT asked.id, ending.presenter_id, true
                      FROM asked
                      JOIN programme_qualification AS wanted ON wanted.programme_id = asked.programme_id
                      JOIN presenter_qualification AS ending
                        ON ending.qualification_code = wanted.qualification_code
                      CROSS JOIN LATERAL (
                          SELECT max((lower(during) AT TIME ZONE 'Asia/Tokyo')::date) AS day
                            FROM request_slot
                           WHERE request_id = asked.id
                             AND round = asked.round
                      ) AS last
                     WHERE ending.expires_on < last.day
                       AND NOT EXISTS (
                           SELECT FROM programme_qualification AS other
                             JOIN presenter_qualification AS held
                               ON held.qualification_code = other.qualification_code
                            WHERE other.programme_id = asked.programme_id
                              AND held.presenter_id = ending.presenter_id
                              AND (held.expires_on IS NULL OR held.expires_on >= last.day)
                       )
                   ) AS barred
             GROUP BY request_id, presenter_id
             ORDER BY request_id, presenter_id
            """
        ) { row throws(PostgresError) in
            (try row.value("request_id"), try row.value("presenter_id"), try row.value("excluded"))
        }
    }
}
