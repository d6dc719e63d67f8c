public import KodanDomain
public import Postgres

extension PresenterStore {
    /// Makes the longest journey that a presenter accepts shorter than `minutes`, 10 at least, and returns it; nil if
    /// it is shorter already.
    public func lowerReach(of id: Presenter.ID, below minutes: Int) throws(PostgresError) -> Int? {
        try session.first(
            """
            UPDATE presenter
               SET reach_minutes = greatest(10, \(minutes) - 1)
             WHERE id = \(id)
               AND reach_minutes > greatest(10, \(minutes) - 1)
            RETURNING reach_minutes
            """
        ) { row throws(PostgresError) in try row.value("reach_minutes") }
    }

    /// Writes what is different about a presenter from now on.
    ///
    /// A presenter who moves stands where the office of the new municipality does. All codes must exist. Throws the
    /// violation of `presenter_email_unique` for an address that another presenter has.
    public func update(_ id: Presenter.ID, by change: PresenterChange) throws(PostgresError) {
        try session.change(
            """
            UPDATE presenter
               SET family_name = coalesce(\(change.name?.family)::text, family_name),
                   given_name = coalesce(\(change.name?.given)::text, given_name),
                   family_kana = coalesce(\(change.kana?.family)::text, family_kana),
                   given_kana = coalesce(\(change.kana?.given)::text, given_kana),
                   email = coalesce(\(change.email)::text, email),
                   phone = coalesce(\(change.phone)::text, phone),
                   postal_code = coalesce(\(change.postalCode)::text, postal_code),
                   municipality_code = coalesce(\(change.municipality)::text, municipality_code),
                   latitude_e6 = coalesce(
                       (SELECT latitude_e6 FROM municipality WHERE code = \(change.municipality)::text), latitude_e6),
                   longitude_e6 = coalesce(
                       (SELECT longitude_e6 FROM municipality WHERE code = \(change.municipality)::text), longitude_e6),
                   address = coalesce(\(change.address)::text, address),
                   reach_minutes = coalesce(\(change.reachMinutes)::integer, reach_minutes),
                   accepts_online = coalesce(\(change.acceptsOnline)::boolean, accepts_online),
                   accepts_overnight = coalesce(\(change.acceptsOvernight)::boolean, accepts_overnight),
                   monthly_cap = coalesce(\(change.monthlyCap)::integer, monthly_cap),
                   yearly_cap = coalesce(\(change.yearlyCap)::integer, yearly_cap),
                   rank_code = coalesce(\(change.rank)::text, rank_code)
             WHERE id = \(id)
            """
        )
        if let topics = change.topics {
            try session.execute("DELETE FROM presenter_topic WHERE presenter_id = \(id)")
            try insertTopics(topics.map { (id, $0) })
        }
        if let qualifications = change.qualifications {
            try session.execute("DELETE FROM presenter_qualification WHERE presenter_id = \(id)")
            try insertQualifications(qualifications.map { (id, $0) })
        }
        if let hours = change.weeklyHours {
            try session.execute("DELETE FROM presenter_hours WHERE presenter_id = \(id)")
            try insertHours(hours.map { (id, $0) })
        }
    }
}

extension PresenterStore {
    /// How many addresses of a presenter are kept that were replaced: the first ones, since whoever moves an address on
    /// and on would else be told of it alone.
    private static let mostFormer = 3

    /// Where a presenter is reached; nil if there is none.
    public func contact(of id: Presenter.ID) throws(PostgresError) -> (
        email: EmailAddress, phone: PhoneNumber
    )? {
        try session.first("SELECT email, phone FROM presenter WHERE id = \(id)") {
            row throws(PostgresError) in
            (try row.value("email"), try row.value("phone"))
        }
    }

    /// Where these presenters are reached, where they sign in, and where they were reached until `since` or later, as
    /// far as that is kept (``keepFormerEmail(of:at:)``); each address once, and none of whom was anonymized.
    public func addressees(of presenters: [Presenter.ID], since: Instant) throws(PostgresError) -> [Addressee]
    {
        try session.rows(
            """
            SELECT DISTINCT ON (presenter.id, lower(place.email))
                   place.email, presenter.family_name || ' ' || presenter.given_name AS name
              FROM presenter
              LEFT JOIN app_user ON app_user.id = presenter.user_id
              CROSS JOIN LATERAL (
                  SELECT 1 AS rank, presenter.email
                   UNION ALL
                  SELECT 2, app_user.email WHERE app_user.email IS NOT NULL
                   UNION ALL
                  SELECT 3, former.email
                    FROM presenter_former_email AS former
                   WHERE former.presenter_id = presenter.id
                     AND former.replaced_at >= \(since)
              ) AS place
             WHERE presenter.id = ANY (\(presenters)::bigint[])
               AND presenter.anonymized_at IS NULL
             ORDER BY presenter.id, lower(place.email), place.rank
            """
        ) { row throws(PostgresError) in
            Addressee(name: try row.value("name"), email: try row.value("email"))
        }
    }

    /// Forgets the addresses that were replaced before `horizon`; how many that were.
    public func tidyFormerEmails(before horizon: Instant) throws(PostgresError) -> Int {
        try session.execute("DELETE FROM presenter_former_email WHERE replaced_at < \(horizon)")
    }

    /// Keeps the address at which a presenter is reached until now, unless as many are kept already.
    public func keepFormerEmail(of id: Presenter.ID, at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO presenter_former_email (presenter_id, email, replaced_at)
            SELECT id, email, \(now)
              FROM presenter
             WHERE id = \(id)
               AND (SELECT count(*) FROM presenter_former_email AS former WHERE former.presenter_id = presenter.id)
                   < \(PresenterStore.mostFormer)
                ON CONFLICT (presenter_id, replaced_at) DO NOTHING
            """
        )
    }
}
