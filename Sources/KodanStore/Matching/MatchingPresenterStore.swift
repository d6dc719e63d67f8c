public import Postgres

/// What a reading of presenters found that was not known before.
public struct PresenterNews: Sendable {
    /// The server's run and the database: in another one, transactions are counted anew.
    public let era: String
    /// The transactions whose changes it knows, but for the one at work: that may yet be undone.
    public let snapshot: Snapshot
    /// How many presenters there are, known ones included.
    public let count: Int
    /// Those who are new, or of whom something has changed, by key.
    public let changed: [(presenter: MatchingPresenter, isOwn: Bool)]
}

/// Reads presenters for matches, and of those who are known what has changed.
public struct MatchingPresenterStore {
    private let session: Session

    /// What there may be several of, as lists of each presenter.
    private static let lists: SQL = """
        LEFT JOIN LATERAL (
            SELECT array_agg(topic_code ORDER BY topic_code) AS topic_codes,
                   array_agg(level ORDER BY topic_code) AS topic_levels
              FROM presenter_topic
             WHERE presenter_id = presenter.id
        ) AS skill ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(weekday ORDER BY weekday, minutes) AS weekdays,
                   array_agg(lower(minutes) ORDER BY weekday, minutes) AS from_minutes,
                   array_agg(upper(minutes) ORDER BY weekday, minutes) AS to_minutes
              FROM presenter_hours
             WHERE presenter_id = presenter.id
        ) AS hours ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(days ORDER BY days) AS blackouts
              FROM presenter_blackout
             WHERE presenter_id = presenter.id
        ) AS away ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(qualification_code ORDER BY qualification_code) AS qualifications,
                   array_agg(coalesce(expires_on::text, '') ORDER BY qualification_code) AS expiries
              FROM presenter_qualification
             WHERE presenter_id = presenter.id
        ) AS held ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(organization_id ORDER BY organization_id, valid) AS organizations,
                   array_agg(valid ORDER BY organization_id, valid) AS membership_days
              FROM presenter_belonging
             WHERE presenter_id = presenter.id
        ) AS member ON true
        LEFT JOIN LATERAL (
            SELECT array_agg(DISTINCT organization_id ORDER BY organization_id) AS excluded
              FROM presenter_apart
             WHERE presenter_id = presenter.id
        ) AS apart ON true
        """

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Dates notes of changes that this server has not counted to as of this transaction.
    ///
    /// A restored backup brings them from another server; until this one had counted so far, every reading would take
    /// them for new.
    public func adoptNotes() throws(PostgresError) {
        try session.execute(
            """
            UPDATE presenter_change
               SET changed_in = pg_current_xact_id()
             WHERE changed_in > pg_current_xact_id()
            """
        )
    }

    /// The presenters of whom something changed in a transaction that `known` does not know; all without `known`.
    ///
    /// One statement reads of one moment. Own changes of the transaction at work are marked: they may yet be undone.
    public func news(since known: Snapshot?) throws(PostgresError) -> PresenterNews {
        var moment: (era: String, snapshot: Snapshot, count: Int)?
        let changed = try session.rows(
            """
            SELECT moment.era, moment.snapshot, moment.presenters, moment.own,
                   coalesce(change.changed_in = moment.own, false) AS is_own, presenter.id,
                   presenter.family_name || ' ' || presenter.given_name AS name,
                   presenter.municipality_code AS municipality, presenter.latitude_e6 AS latitude,
                   presenter.longitude_e6 AS longitude, presenter.reach_minutes, presenter.accepts_online,
                   presenter.monthly_cap, presenter.yearly_cap, presenter.state, skill.topic_codes, skill.topic_levels,
                   hours.weekdays, hours.from_minutes, hours.to_minutes, away.blackouts, held.qualifications,
                   held.expiries, member.organizations, member.membership_days, apart.excluded
              FROM (
                    SELECT pg_postmaster_start_time()
                           || ' ' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS era,
                           pg_current_snapshot() AS snapshot,
                           pg_current_xact_id_if_assigned() AS own,
                           (SELECT count(*) FROM presenter_change) AS presenters,
                           \(known)::pg_snapshot AS known
                   ) AS moment
              LEFT JOIN presenter_change AS change
                ON moment.known IS NULL
                OR change.changed_in = moment.own
                -- What a restored backup brought from another server counts as known.
                OR (change.changed_in < pg_snapshot_xmax(moment.snapshot)
                    AND NOT pg_visible_in_snapshot(change.changed_in, moment.known))
              LEFT JOIN presenter ON presenter.id = change.presenter_id
              \(MatchingPresenterStore.lists)
             ORDER BY presenter.id
            """
        ) { row throws(PostgresError) in
            if moment == nil {
                let snapshot: Snapshot = try row.value("snapshot")
                let own: UInt64? = try row.optional("own")
                moment = (
                    try row.value("era", as: String.self), own.map(snapshot.without) ?? snapshot,
                    try row.value("presenters", as: Int.self)
                )
            }
            // Where nothing has changed, one row tells the moment alone.
            guard try !row.isNull("id") else { return nil as (presenter: MatchingPresenter, isOwn: Bool)? }
            return (try MatchingPresenter(row), try row.value("is_own", as: Bool.self))
        }
        guard let moment else {
            throw .decoding(column: "snapshot", expected: "the moment of the reading")
        }
        return PresenterNews(
            era: moment.era,
            snapshot: moment.snapshot,
            count: moment.count,
            changed: changed.compactMap(\.self)
        )
    }
}
