public import KodanDomain
public import Postgres

/// A presenter as they are added.
public struct NewPresenter: Sendable, Equatable {
    /// What they told.
    public let draft: PresenterDraft
    /// As whom they sign in.
    public let user: User.ID
    /// What decides their fee.
    public let rank: RankCode
    /// The organization to which they belong.
    public let organization: Organization.ID?

    /// A presenter.
    public init(
        _ draft: PresenterDraft,
        user: User.ID,
        rank: RankCode,
        organization: Organization.ID? = nil
    ) {
        self.draft = draft
        self.user = user
        self.rank = rank
        self.organization = organization
    }
}

/// Presenters and what they can do, and when.
public struct PresenterStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds presenters of one status with qualifications, topics, hours and organization; their keys in the same order.
    ///
    /// Each stands where the office of their municipality does. All codes must exist. Throws the violation of
    /// `presenter_email_unique` for an address that another presenter has.
    public func insert(
        _ presenters: [NewPresenter],
        as status: PresenterStatus,
        registeredOn today: LocalDate
    ) throws(PostgresError) -> [Presenter.ID] {
        let ids = try session.keys(of: .presenter, count: presenters.count, as: Presenter.self)
        try insertPersons(presenters, ids, status, today)
        let pairs = Array(zip(ids, presenters))
        try insertQualifications(pairs.flatMap { id, one in one.draft.qualifications.map { (id, $0) } })
        try insertTopics(pairs.flatMap { id, one in one.draft.topics.map { (id, $0) } })
        try insertHours(pairs.flatMap { id, one in one.draft.weeklyHours.map { (id, $0) } })
        try BlackoutStore(session).insert(
            pairs.flatMap { id, one in one.draft.unavailable.map { (id, $0) } }
        )
        try insertMemberships(pairs.compactMap { id, one in one.organization.map { (id, $0) } }, today)
        return ids
    }

    private func insertPersons(
        _ presenters: [NewPresenter],
        _ ids: [Presenter.ID],
        _ status: PresenterStatus,
        _ today: LocalDate
    ) throws(PostgresError) {
        let drafts = presenters.map(\.draft)
        try session.execute(
            """
            INSERT INTO presenter (id, user_id, family_name, given_name, family_kana, given_kana, email, phone,
                                   postal_code, municipality_code, address, latitude_e6, longitude_e6, rank_code,
                                   reach_minutes, accepts_online, accepts_overnight, monthly_cap, yearly_cap, state,
                                   registered_on)
            OVERRIDING SYSTEM VALUE
            SELECT new.id, new.user_id, family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                   new.municipality_code, address, municipality.latitude_e6, municipality.longitude_e6, rank_code,
                   reach_minutes, accepts_online, accepts_overnight, monthly_cap, yearly_cap, \(status), \(today)
              FROM unnest(\(ids)::bigint[], \(presenters.map(\.user))::bigint[],
                          \(drafts.map(\.name.family))::text[], \(drafts.map(\.name.given))::text[],
                          \(drafts.map(\.kana.family))::text[], \(drafts.map(\.kana.given))::text[],
                          \(drafts.map(\.email))::text[], \(drafts.map(\.phone))::text[],
                          \(drafts.map(\.postalCode))::text[], \(drafts.map(\.municipality))::text[],
                          \(drafts.map(\.address))::text[], \(presenters.map(\.rank))::text[],
                          \(drafts.map(\.reachMinutes))::integer[], \(drafts.map(\.acceptsOnline))::boolean[],
                          \(drafts.map(\.acceptsOvernight))::boolean[], \(drafts.map(\.monthlyCap))::integer[],
                          \(drafts.map(\.yearlyCap))::integer[])
                   AS new (id, user_id, family_name, given_name, family_kana, given_kana, email, phone, postal_code,
                           municipality_code, address, rank_code, reach_minutes, accepts_online, accepts_overnight,
                           monthly_cap, yearly_cap)
              JOIN municipality ON municipality.code = new.municipality_code
            """
        )
    }

    func insertQualifications(
        _ rows: [(id: Presenter.ID, qualification: Qualification)]
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO presenter_qualification (presenter_id, qualification_code, number, expires_on)
            SELECT *
              FROM unnest(\(rows.map(\.id))::bigint[], \(rows.map(\.qualification.code))::text[],
                          \(rows.map(\.qualification.number))::text[], \(rows.map(\.qualification.expires))::date[])
            """
        )
    }

    func insertTopics(_ rows: [(id: Presenter.ID, skill: TopicSkill)]) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO presenter_topic (presenter_id, topic_code, level)
            SELECT *
              FROM unnest(\(rows.map(\.id))::bigint[], \(rows.map(\.skill.topic))::text[],
                          \(rows.map(\.skill.level))::integer[])
            """
        )
    }

    func insertHours(_ rows: [(id: Presenter.ID, hours: WeeklyHours)]) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO presenter_hours (presenter_id, weekday, minutes)
            SELECT id, weekday, int4range(first, past)
              FROM unnest(\(rows.map(\.id))::bigint[], \(rows.map(\.hours.weekday))::integer[],
                          \(rows.map(\.hours.from.minutes))::integer[], \(rows.map(\.hours.to.minutes))::integer[])
                   AS new (id, weekday, first, past)
            """
        )
    }

    private func insertMemberships(
        _ rows: [(id: Presenter.ID, organization: Organization.ID)],
        _ today: LocalDate
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO presenter_organization (presenter_id, organization_id, valid)
            SELECT id, organization_id, daterange(\(today), NULL)
              FROM unnest(\(rows.map(\.id))::bigint[], \(rows.map(\.organization))::bigint[])
                   AS new (id, organization_id)
            """
        )
    }

    /// Whether there is such a presenter to be seen.
    public func exists(_ id: Presenter.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM presenter WHERE id = \(id))")
    }

    /// The presenter's status, locked until the transaction ends; nil if there is none that the actor may change.
    ///
    /// The key stays free: who is bound to a lecture meanwhile does not wait for it, nor it for them.
    public func lockStatus(_ id: Presenter.ID) throws(PostgresError) -> PresenterStatus? {
        try session.first("SELECT state FROM presenter WHERE id = \(id) FOR NO KEY UPDATE") {
            row throws(PostgresError) in try row.value("state")
        }
    }

    /// Whether `user` is the presenter.
    public func isHeld(_ id: Presenter.ID, by user: User.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM presenter WHERE id = \(id) AND user_id = \(user))")
    }

    /// Gives the presenter another status.
    public func setStatus(
        _ id: Presenter.ID,
        to status: PresenterStatus,
        because reason: String?
    ) throws(PostgresError) {
        try session.execute(
            "UPDATE presenter SET state = \(status), state_reason = \(reason) WHERE id = \(id)"
        )
    }
}
