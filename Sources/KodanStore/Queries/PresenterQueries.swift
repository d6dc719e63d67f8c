public import KodanDomain
public import Postgres

/// Presenters as their readers see them; row-level security decides which.
public struct PresenterQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT presenter.id, presenter.family_name || ' ' || presenter.given_name AS name,
               presenter.family_kana || ' ' || presenter.given_kana AS kana, presenter.email,
               presenter.municipality_code, prefecture.name || municipality.name AS place, presenter.state,
               presenter.user_id, presenter.phone, presenter.postal_code, presenter.address, presenter.rank_code,
               presenter.reach_minutes, presenter.accepts_online, presenter.accepts_overnight, presenter.monthly_cap,
               presenter.yearly_cap, presenter.registered_on, presenter.state_reason, presenter.anonymized_at,
               presenter.family_name, presenter.given_name, presenter.family_kana, presenter.given_kana,
               (SELECT email FROM presenter_new_email AS new WHERE new.presenter_id = presenter.id) AS new_email
          FROM presenter
          JOIN municipality ON municipality.code = presenter.municipality_code
          JOIN prefecture ON prefecture.code = municipality.prefecture_code
        """

    /// At most `limit` presenters for whom `question` holds, with keys above `after`, smaller keys first.
    public func list(
        _ question: PresenterQuestion,
        after: Presenter.ID?,
        limit: Int
    ) throws(PostgresError) -> [PresenterSummary] {
        try session.rows(
            PresenterQueries.statement(question, after: after, limit: limit),
            as: PresenterSummary.init(row:)
        )
    }

    /// Calls `body` with each presenter for whom `question` holds, smaller keys first, as the register of `today` has
    /// them.
    public func forEach(
        _ question: PresenterQuestion,
        on today: LocalDate,
        _ body: (PresenterRegisterEntry) throws -> Void
    ) throws {
        let daysOff: SQL = """
            FROM presenter_blackout AS away WHERE away.presenter_id = whole.id AND upper(away.days) > \(today)::date
             ORDER BY away.days
            """
        let found: SQL = """
            SELECT whole.*, \(PresenterQueries.skills),
                   prefecture.name AS prefecture_name, municipality.name AS municipality_name,
                   ARRAY(SELECT lower(away.days) \(daysOff)) AS first_days_off,
                   ARRAY(SELECT upper(away.days) - 1 \(daysOff)) AS last_days_off,
                   ARRAY(
                       SELECT organization.name
                         FROM presenter_organization AS belonging
                         JOIN organization ON organization.id = belonging.organization_id
                        WHERE belonging.presenter_id = whole.id AND belonging.valid @> \(today)::date
                          AND organization.merged_into IS NULL
                        ORDER BY organization.id
                   ) AS organization_names
              FROM (\(PresenterQueries.statement(question, after: nil, limit: nil))) AS whole
              JOIN municipality ON municipality.code = whole.municipality_code
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             ORDER BY whole.id
            """
        try session.forEach(found, batch: 256) { row in try body(PresenterRegisterEntry(row: row)) }
    }

    /// How the server would find a page, line by line; for tests.
    public func plan(_ question: PresenterQuestion, limit: Int) throws(PostgresError) -> [String] {
        try session.rows("EXPLAIN " + PresenterQueries.statement(question, after: nil, limit: limit)) {
            row throws(PostgresError) in try row.value("QUERY PLAN")
        }
    }

    /// Each condition that is asked for and no other, so that an index serves every combination.
    private static func statement(_ question: PresenterQuestion, after: Presenter.ID?, limit: Int?) -> SQL {
        var conditions: SQL = "presenter.id > \(after ?? Presenter.ID(0))"
        if let status = question.status { conditions = conditions + " AND presenter.state = \(status)" }
        if let prefecture = question.prefecture {
            conditions = conditions + " AND municipality.prefecture_code = \(prefecture)"
        }
        if let name = question.name {
            conditions = conditions + " AND presenter.id IN (SELECT kodan_presenters_named(\(name)))"
        }
        conditions =
            conditions
            + skilled(
                in: question.topic,
                holding: question.qualification,
                until: question.expiringBefore
            )
        return """
            \(query)
             WHERE \(conditions)
             ORDER BY presenter.id
             LIMIT \(limit)
            """
    }

    /// Further conditions on a `presenter`: to lecture on a topic, and to hold a qualification, one that ends before a
    /// day, or one that does both; none where nothing is asked.
    static func skilled(
        in topic: TopicCode?,
        holding qualification: QualificationCode?,
        until day: LocalDate?
    ) -> SQL {
        var conditions: SQL = ""
        if let topic {
            conditions = """
                 AND EXISTS (
                    SELECT FROM presenter_topic AS skill
                     WHERE skill.presenter_id = presenter.id AND skill.topic_code = \(topic)
                )
                """
        }
        guard qualification != nil || day != nil else { return conditions }
        return conditions + held(qualification, until: day)
    }

    private static func held(_ code: QualificationCode?, until day: LocalDate?) -> SQL {
        let ofCode: SQL = if let code { "AND held.qualification_code = \(code)" } else { "" }
        let ending: SQL = if let day { "AND held.expires_on < \(day)::date" } else { "" }
        return """
             AND EXISTS (
                SELECT FROM presenter_qualification AS held
                 WHERE held.presenter_id = presenter.id
                \(ofCode)
                \(ending)
            )
            """
    }

    /// A presenter by name; nil if there is none that the actor may see.
    public func card(_ id: Presenter.ID) throws(PostgresError) -> PresenterCard? {
        try session.first("\(PresenterQueries.query) WHERE presenter.id = \(id)") {
            row throws(PostgresError) in
            PresenterCard(id: try row.value("id"), name: try row.value("name"), kana: try row.value("kana"))
        }
    }

    /// The rank by which a presenter is paid under a programme; nil where it pays nothing, and where the actor sees
    /// no such presenter.
    public func paidRank(
        of id: Presenter.ID,
        under programme: ProgrammeCode
    ) throws(PostgresError) -> RankCode? {
        try session.first(
            """
            SELECT presenter.rank_code
              FROM presenter
              JOIN programme ON programme.code = \(programme) AND programme.pays_honorarium
             WHERE presenter.id = \(id)
            """
        ) { row throws(PostgresError) in try row.value("rank_code") }
    }

    /// One presenter as of `today`; nil if there is none that the actor may see.
    public func detail(_ id: Presenter.ID, on today: LocalDate) throws(PostgresError) -> PresenterDetail? {
        let blackouts = try BlackoutStore(session).blackouts(of: id)
        let exclusions = try ExclusionStore(session).exclusions(of: id)
        return try session.first(
            """
            SELECT whole.*, \(PresenterQueries.skills),
                   ARRAY(
                       SELECT organization_id
                         FROM presenter_organization AS belonging
                        WHERE belonging.presenter_id = whole.id
                          AND belonging.valid @> \(today)::date
                          -- What was said today by mistake ends with the day, and is not said again.
                          AND coalesce(upper(belonging.valid) > \(today)::date + 1, true)
                        ORDER BY organization_id
                   ) AS organizations,
                   (
                       SELECT payee_id
                         FROM presenter_payee AS paid
                        WHERE paid.presenter_id = whole.id AND paid.valid @> \(today)::date
                          AND whole.anonymized_at IS NULL
                   ) AS payee
              FROM (\(PresenterQueries.query) WHERE presenter.id = \(id)) AS whole
            """
        ) { row throws(PostgresError) in
            PresenterDetail(
                summary: try PresenterSummary(row: row),
                profile: try PresenterProfile(row: row),
                topics: try row.topics(),
                qualifications: try row.qualifications(),
                weeklyHours: try row.weeklyHours(),
                blackouts: blackouts,
                organizations: try row.value("organizations"),
                exclusions: exclusions,
                payee: try row.optional("payee")
            )
        }
    }
}

extension PresenterSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            name: try row.value("name"),
            kana: try row.value("kana"),
            email: try row.value("email"),
            municipality: try row.value("municipality_code"),
            place: try row.value("place"),
            status: try row.value("state")
        )
    }
}

extension PresenterRegisterEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        let first: [LocalDate] = try row.value("first_days_off")
        let last: [LocalDate] = try row.value("last_days_off")
        self.init(
            summary: try PresenterSummary(row: row),
            profile: try PresenterProfile(row: row),
            prefecture: try row.value("prefecture_name"),
            municipality: try row.value("municipality_name"),
            topics: try row.topics(),
            qualifications: try row.qualifications(),
            weeklyHours: try row.weeklyHours(),
            unavailable: zip(first, last).map { DateRange($0...$1) },
            organizations: try row.value("organization_names")
        )
    }
}

extension PresenterProfile {
    fileprivate init(row: Row) throws(PostgresError) {
        let family: String = try row.value("family_name")
        let given: String = try row.value("given_name")
        let familyKana: String = try row.value("family_kana")
        let givenKana: String = try row.value("given_kana")
        self.init(
            user: try row.optional("user_id"),
            name: try valid("family_name") { () throws(FieldRefused) in
                try PersonName(family: family, given: given)
            },
            kana: try valid("family_kana") { () throws(FieldRefused) in
                try KanaName(family: familyKana, given: givenKana)
            },
            phone: try row.value("phone"),
            postalCode: try row.value("postal_code"),
            address: try row.value("address"),
            rank: try row.value("rank_code"),
            reachMinutes: try row.value("reach_minutes"),
            acceptsOnline: try row.value("accepts_online"),
            acceptsOvernight: try row.value("accepts_overnight"),
            monthlyCap: try row.value("monthly_cap"),
            yearlyCap: try row.value("yearly_cap"),
            registeredOn: try row.value("registered_on"),
            statusReason: try row.optional("state_reason"),
            newEmail: try row.optional("new_email"),
            anonymizedAt: try row.optional("anonymized_at")
        )
    }
}
