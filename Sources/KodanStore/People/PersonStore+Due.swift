public import KodanDomain
public import Postgres

extension PersonStore {
    /// At most `limit` persons behind `after` whom nothing needs on `today` and nothing has concerned from `day` on:
    /// first contacts, then presenters, then users, smaller keys first.
    ///
    /// With a presenter goes the user that they are, who is none of the users here. What cannot be touched since is
    /// asked last, for it asks the most.
    public func persons(
        untouchedSince day: LocalDate,
        today: LocalDate,
        after: Person?,
        limit: Int
    ) throws(PostgresError) -> [Person] {
        var found: [Person] = []
        var (contact, presenter, user): (LectureRequest.ID?, Presenter.ID?, User.ID?)
        switch after {
        case .contact(let id): contact = id
        case .presenter(let id): presenter = id
        case .user(let id): user = id
        case nil: break
        }
        if presenter == nil, user == nil {
            found += try contacts(untouchedSince: day, after: contact, limit: limit).map(Person.contact)
        }
        if user == nil, found.count < limit {
            let rest = limit - found.count
            found += try presenters(untouchedSince: day, today: today, after: presenter, limit: rest).map(
                Person.presenter
            )
        }
        if found.count < limit {
            let rest = limit - found.count
            found += try users(untouchedSince: day, today: today, after: user, limit: rest).map(Person.user)
        }
        return found
    }

    private func contacts(untouchedSince day: LocalDate, after: LectureRequest.ID?, limit: Int)
        throws(PostgresError) -> [LectureRequest.ID]
    {
        try session.rows(
            """
            SELECT request.id
              FROM lecture_request AS request
             WHERE request.state IN ('closed', 'rejected', 'cancelled')
               AND request.contact_anonymized_at IS NULL
               AND request.id > \(after?.rawValue ?? 0)
               AND request.created_at < \(Instant(day, .midnight))
               AND contact_untouched(request.id, \(day))
               AND contact_needed(request.id) IS NULL
             ORDER BY request.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    private func presenters(
        untouchedSince day: LocalDate,
        today: LocalDate,
        after: Presenter.ID?,
        limit: Int
    ) throws(PostgresError) -> [Presenter.ID] {
        try session.rows(
            """
            SELECT presenter.id
              FROM presenter
             WHERE presenter.state IN ('retired', 'deceased')
               AND presenter.anonymized_at IS NULL
               AND presenter.id > \(after?.rawValue ?? 0)
               AND presenter.registered_on < \(day)
               AND presenter_untouched(presenter.id, \(day))
               AND presenter_needed(presenter.id, \(today), \(day)) IS NULL
             ORDER BY presenter.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    private func users(
        untouchedSince day: LocalDate,
        today: LocalDate,
        after: User.ID?,
        limit: Int
    ) throws(PostgresError) -> [User.ID] {
        try session.rows(
            """
            SELECT app_user.id
              FROM app_user
             WHERE app_user.anonymized_at IS NULL
               AND app_user.id > \(after?.rawValue ?? 0)
               AND app_user.created_at < \(Instant(day, .midnight))
               AND user_untouched(app_user.id, \(day))
               AND user_needed(app_user.id, \(today), \(day)) IS NULL
             ORDER BY app_user.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}
