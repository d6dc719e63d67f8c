public import KodanDomain
public import Postgres

/// A request that wants another presenter asked.
public struct UnaskedRequest: Sendable, Equatable {
    /// The request.
    public let id: LectureRequest.ID
    /// How many are being asked, or wait to be.
    public let asked: Int
    /// How many are to be asked at once.
    public let wanted: Int
}

/// Whom a coordinator wants asked, and for which requests somebody is to be asked.
public struct AskingStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The orders of these requests, or of all that wait for a presenter, as far as the actor may see them.
    public func orders(
        of requests: [LectureRequest.ID]
    ) throws(PostgresError) -> [LectureRequest.ID: AskingOrder] {
        let rows = try session.rows(
            """
            SELECT asking_order.request_id, \(AskingStore.columns)
              FROM asking_order
             WHERE asking_order.request_id = ANY (\(requests)::bigint[])
             ORDER BY asking_order.request_id
            """
        ) { row throws(PostgresError) in
            (try row.value("request_id", as: LectureRequest.ID.self), try AskingStore.order(row))
        }
        return rows.reduce(into: [:]) { orders, row in orders[row.0] = row.1 }
    }

    /// What an order says, of a row of `asking_order`.
    static let columns: SQL = """
        asking_order.mode AS asking_mode,
        ARRAY(
            SELECT presenter_id
              FROM next_presenter
             WHERE next_presenter.request_id = asking_order.request_id
             ORDER BY position
        ) AS asking_presenters
        """

    /// The order in the ``columns`` of a row; nil where there is none.
    static func order(_ row: Row) throws(PostgresError) -> AskingOrder? {
        guard let mode: AskingMode = try row.optional("asking_mode") else { return nil }
        let presenters: [Presenter.ID] = try row.value("asking_presenters")
        return try valid("asking_mode") { () throws(FieldRefused) in try AskingOrder(mode, presenters) }
    }

    /// Writes the order of a request in place of the one that stood there.
    public func replace(
        _ order: AskingOrder,
        of request: LectureRequest.ID,
        because reason: String,
        by actor: Actor,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute("DELETE FROM next_presenter WHERE request_id = \(request)")
        try session.execute("DELETE FROM asking_order WHERE request_id = \(request)")
        guard order.mode != .free else { return }
        try session.execute(
            """
            INSERT INTO asking_order (request_id, mode, reason, ordered_by, ordered_at)
            VALUES (\(request), \(order.mode), \(reason), \(actor.user), \(now))
            """
        )
        try session.execute(
            """
            INSERT INTO next_presenter (request_id, position, presenter_id)
            SELECT \(request), position, presenter_id
              FROM unnest(\(order.presenters)::bigint[]) WITH ORDINALITY AS named (presenter_id, position)
             ORDER BY position
            """
        )
    }

    /// Lets the next presenter be looked for at once.
    public func askAgain(_ request: LectureRequest.ID) throws(PostgresError) {
        try session.execute("UPDATE lecture_request SET ask_again_at = NULL WHERE id = \(request)")
    }

    /// Puts off looking for a further presenter while others are being asked.
    public func putOff(_ requests: [LectureRequest.ID], until then: Instant) throws(PostgresError) {
        try session.execute(
            "UPDATE lecture_request SET ask_again_at = \(then) WHERE id = ANY (\(requests)::bigint[])"
        )
    }

    /// Up to `limit` dispatched requests for which fewer are asked than `pace` wants, locked for this transaction;
    /// those that another process has in hand are passed over.
    ///
    /// Only those for which somebody was asked in the round that counts, or a presenter was let go: for all others
    /// the next match decides. Those that a coordinator holds are left alone. A request none of whose times lies
    /// ahead is among them once nobody is being asked.
    public func claimUnasked(
        _ pace: OfferPace,
        limit: Int,
        at now: Instant
    ) throws(PostgresError) -> [UnaskedRequest] {
        try session.rows(
            """
            SELECT request.id, live.asked, pace.wanted
              FROM lecture_request AS request
              CROSS JOIN LATERAL (
                  SELECT min(lower(during)) AS start
                    FROM request_slot
                   WHERE request_id = request.id
                     AND round = request.round
                     AND lower(during) > \(now)
              ) AS ahead
              CROSS JOIN LATERAL (
                  SELECT coalesce(max(parallel), 1) AS wanted
                    FROM unnest(\(pace.steps.map(\.daysLeft))::integer[],
                                \(pace.steps.map(\.parallel))::integer[]) AS step (days, parallel)
                   WHERE step.days <= floor(extract(epoch FROM ahead.start - \(now)) / 86400)
                     AND step.days = (
                         SELECT max(other) FROM unnest(\(pace.steps.map(\.daysLeft))::integer[]) AS other
                          WHERE other <= floor(extract(epoch FROM ahead.start - \(now)) / 86400)
                     )
              ) AS pace
              CROSS JOIN LATERAL (
                  SELECT count(*) FILTER (WHERE offer.state IN ('queued', 'sent')) AS asked,
                         count(*) FILTER (WHERE offer.sent_at IS NOT NULL AND slot.round = request.round) AS ever
                    FROM offer
                    JOIN request_slot AS slot ON slot.id = offer.slot_id
                   WHERE offer.request_id = request.id
              ) AS live
             WHERE request.state IN ('approved', 'offered')
               AND request.delivery = 'dispatched'
               AND live.asked < pace.wanted
               AND (live.asked = 0 OR (ahead.start IS NOT NULL AND coalesce(request.ask_again_at <= \(now), true)))
               AND (live.ever > 0 OR EXISTS (
                   SELECT FROM assignment
                     JOIN request_slot AS slot ON slot.id = assignment.slot_id
                    WHERE assignment.request_id = request.id
                      AND assignment.state = 'released'
                      AND slot.round = request.round
               ))
               AND NOT EXISTS (
                   SELECT FROM asking_order
                    WHERE asking_order.request_id = request.id AND asking_order.mode = 'hold'
               )
             ORDER BY request.id
             LIMIT \(limit)
               FOR UPDATE OF request SKIP LOCKED
            """
        ) { row throws(PostgresError) in
            UnaskedRequest(
                id: try row.value("id"),
                asked: try row.value("asked"),
                wanted: try row.value("wanted")
            )
        }
    }
}
