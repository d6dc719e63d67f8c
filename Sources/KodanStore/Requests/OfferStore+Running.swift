public import KodanDomain
public import Postgres

/// What becomes of offers on the way.
extension OfferStore {
    /// Moves the deadline of an offer that runs, and the end of its link.
    ///
    /// Needs the service's own sight, for links are nobody's to read.
    public func extend(_ id: Offer.ID, until deadline: Instant) throws(PostgresError) {
        try session.change("UPDATE offer SET deadline = \(deadline) WHERE id = \(id) AND state = 'sent'")
        try session.execute(
            "UPDATE sign_in_link SET expires_at = \(deadline) WHERE offer_id = \(id) AND expires_at < \(deadline)"
        )
    }

    /// Notes from the list why an offer was declined.
    public func setGround(_ ground: DeclineGround, of id: Offer.ID) throws(PostgresError) {
        try session.change("UPDATE offer SET decline_ground = \(ground) WHERE id = \(id)")
    }

    /// Notes that an offer was taken back because its presenter has a day off or is on leave.
    public func noteAway(_ id: Offer.ID) throws(PostgresError) {
        try session.change("UPDATE offer SET presenter_away = true WHERE id = \(id)")
    }

    /// Those offers of a request that wait as a match proposed them; not those that a coordinator chose by hand.
    public func proposed(of request: LectureRequest.ID) throws(PostgresError) -> Set<Offer.ID> {
        let ids: [Offer.ID] = try session.rows(
            """
            SELECT id
              FROM offer
             WHERE request_id = \(request)
               AND state = 'queued'
               AND run_id IS NOT NULL
             ORDER BY id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return Set(ids)
    }

    /// Those offers of a request that wait for whom its order does not name, where nobody else may be asked; not those
    /// that a coordinator chose by hand after it was given.
    public func outsideOrder(of request: LectureRequest.ID) throws(PostgresError) -> [Offer.ID] {
        try session.rows(
            """
            SELECT offer.id
              FROM offer
              JOIN asking_order ON asking_order.request_id = offer.request_id
             WHERE offer.request_id = \(request)
               AND offer.state = 'queued'
               AND asking_order.mode = 'only'
               AND (offer.run_id IS NOT NULL OR offer.queued_at < asking_order.ordered_at)
               AND NOT EXISTS (
                   SELECT FROM next_presenter
                    WHERE next_presenter.request_id = offer.request_id
                      AND next_presenter.presenter_id = offer.presenter_id
               )
             ORDER BY offer.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The presenters who are being asked for these requests.
    public func asked(
        for requests: [LectureRequest.ID]
    ) throws(PostgresError) -> [(request: LectureRequest.ID, presenter: Presenter.ID)] {
        try session.rows(
            """
            SELECT request_id, presenter_id
              FROM offer
             WHERE request_id = ANY (\(requests)::bigint[])
               AND state IN ('queued', 'sent')
             ORDER BY request_id, id
            """
        ) { row throws(PostgresError) in (try row.value("request_id"), try row.value("presenter_id")) }
    }

    /// How the offers of a request ended, with the grounds of refusals: `declined other 2`, `expired 1`; each with its
    /// number, by name.
    public func endings(
        of request: LectureRequest.ID
    ) throws(PostgresError) -> [(name: String, count: Int)] {
        try session.rows(
            """
            SELECT concat_ws(' ', state, decline_ground) AS name, count(*) AS count
              FROM offer
             WHERE request_id = \(request)
               AND state <> 'queued'
             GROUP BY 1
             ORDER BY 1
            """
        ) { row throws(PostgresError) in (try row.value("name"), try row.value("count")) }
    }

    /// Up to `limit` matched requests with offers of a run that wait to be sent for a time ahead of `now`, by key.
    public func matchedToSend(limit: Int, at now: Instant) throws(PostgresError) -> [LectureRequest.ID] {
        try session.rows(
            """
            SELECT DISTINCT offer.request_id
              FROM offer
              JOIN request_slot ON request_slot.id = offer.slot_id
              JOIN lecture_request AS request ON request.id = offer.request_id
             WHERE offer.state = 'queued'
               AND offer.run_id IS NOT NULL
               AND request.state = 'matched'
               AND lower(request_slot.during) > \(now)
               AND NOT EXISTS (
                   SELECT FROM asking_order
                    WHERE asking_order.request_id = offer.request_id AND asking_order.mode = 'hold'
               )
             ORDER BY offer.request_id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("request_id") }
    }
}
