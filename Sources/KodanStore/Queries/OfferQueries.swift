public import KodanDomain
public import Postgres

/// Offers as their readers see them; row-level security decides which.
public struct OfferQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT offer.id, offer.request_id, request.title, offer.presenter_id,
               presenter.family_name || ' ' || presenter.given_name AS presenter_name, request_slot.during,
               offer.online, request.venue_name, request.venue_municipality_code, offer.travel_minutes, offer.state,
               offer.sent_at, offer.deadline, offer.answered_at, offer.reason, offer.decline_ground,
               offer.run_id IS NOT NULL AS from_run
          FROM offer
          JOIN lecture_request AS request ON request.id = offer.request_id
          JOIN request_slot ON request_slot.id = offer.slot_id
          JOIN presenter ON presenter.id = offer.presenter_id
        """

    /// At most `limit` offers that pass `filter` and that `reader` may see, with keys behind `after` in the filter's
    /// order.
    public func list(
        _ filter: OfferFilter,
        for reader: Actor,
        after: Offer.ID?,
        limit: Int
    ) throws(PostgresError) -> [OfferSummary] {
        let order: SQL = filter.isNewestFirst ? "DESC" : "ASC"
        let ofRequest: SQL =
            if let request = filter.request { "AND offer.request_id = \(request)" } else { "" }
        let asked: SQL =
            if let presenter = filter.presenter { "AND offer.presenter_id = \(presenter)" } else { "" }
        let due: SQL = if let due = filter.dueBefore { "AND offer.deadline < \(due)" } else { "" }
        return try session.rows(
            """
            \(OfferQueries.query)
             WHERE \(behind(after, "offer.id", isNewestFirst: filter.isNewestFirst))
            \(ofRequest)
            \(asked)
            \(ownOffers(of: reader))
            \(anyOf(filter.states, "offer.state"))
            \(due)
             ORDER BY offer.id \(order)
             LIMIT \(limit)
            """,
            as: OfferSummary.init(row:)
        )
    }

    /// One offer; nil if there is none that the actor may see.
    public func offer(_ id: Offer.ID) throws(PostgresError) -> OfferSummary? {
        try session.first("\(OfferQueries.query) WHERE offer.id = \(id)", as: OfferSummary.init(row:))
    }
}

extension OfferSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            request: try row.value("request_id"),
            title: try row.value("title"),
            presenter: try row.value("presenter_id"),
            presenterName: try row.value("presenter_name"),
            during: try row.value("during"),
            isOnline: try row.value("online"),
            venueName: try row.optional("venue_name"),
            municipality: try row.optional("venue_municipality_code"),
            travelMinutes: try row.value("travel_minutes"),
            state: try row.value("state"),
            sentAt: try row.optional("sent_at"),
            deadline: try row.optional("deadline"),
            answeredAt: try row.optional("answered_at"),
            reason: try row.optional("reason"),
            ground: try row.optional("decline_ground"),
            isFromRun: try row.value("from_run")
        )
    }
}
