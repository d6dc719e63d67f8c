public import KodanDomain
public import Postgres

/// Offers without an answer that may not stand any more, by request and then by key.
///
/// Row-level security decides which the actor sees.
extension OfferStore {
    /// Those of a presenter for a day on which they cannot come.
    public func open(onDaysOffOf presenter: Presenter.ID) throws(PostgresError) -> [Offer.ID] {
        try open(
            """
            offer.presenter_id = \(presenter)
            AND EXISTS (
                SELECT FROM presenter_blackout AS blackout
                 WHERE blackout.presenter_id = offer.presenter_id
                   AND blackout.days @> (lower(slot.during) AT TIME ZONE 'Asia/Tokyo')::date
            )
            """
        )
    }

    /// Those of a presenter for requests of an organization, or of one that became part of it.
    public func open(
        for presenter: Presenter.ID,
        at organization: Organization.ID
    ) throws(PostgresError) -> [Offer.ID] {
        try open("offer.presenter_id = \(presenter) AND \(OfferStore.isAsked(by: organization))")
    }

    /// Those for requests of an organization, or of one that became part of it, to presenters who are kept apart from
    /// whoever asks, or belong to it on the day.
    public func open(barredAt organization: Organization.ID) throws(PostgresError) -> [Offer.ID] {
        try open(
            """
            \(OfferStore.isAsked(by: organization))
            AND \(Barred.condition("offer.presenter_id", at: "request.organization_id", during: "slot.during"))
            """
        )
    }

    /// Whether a request is that of an organization, or of one that became part of it.
    private static func isAsked(by organization: Organization.ID) -> SQL {
        """
        (request.organization_id = \(organization)
         OR request.organization_id IN (SELECT id FROM organization WHERE merged_into = \(organization)))
        """
    }

    private func open(_ condition: SQL) throws(PostgresError) -> [Offer.ID] {
        try session.rows(
            """
            SELECT offer.id
              FROM offer
              JOIN lecture_request AS request ON request.id = offer.request_id
              JOIN request_slot AS slot ON slot.id = offer.slot_id
             WHERE offer.state IN ('queued', 'sent')
               AND \(condition)
             ORDER BY offer.request_id, offer.id
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}
