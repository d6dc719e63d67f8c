public import KodanDomain
public import Postgres

extension PersonStore {
    /// At most `limit` persons behind `after` whom nothing needs on `today` and nothing has concerned from `day` on:
    /// first contacts, then presenters, then users, smaller keys first.
    ///
    /// That is their order since a presenter's name is needed for what they asked for, and a user's for the presenter.
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
            found += try presenters(untouchedSince: day, after: presenter, limit: rest).map(Person.presenter)
        }
        if found.count < limit {
            let rest = limit - found.count
            found += try users(untouchedSince: day, today: today, after: user, limit: rest).map(Person.user)
        }
        return found
    }

    /// At most `limit` presenters behind `after` whom nothing needs and nothing has concerned from `day` on: no
    /// lecture, payment, visit or step of the record.
    private func presenters(
        untouchedSince day: LocalDate,
        after: Presenter.ID?,
        limit: Int
    ) throws(PostgresError) -> [Presenter.ID] {
        let moment = Instant(day, .midnight)
        return try session.rows(
            """
            SELECT presenter.id
              FROM presenter
             WHERE presenter.state IN ('retired', 'deceased')
               AND presenter.anonymized_at IS NULL
               AND presenter.id > \(after?.rawValue ?? 0)
               AND presenter.registered_on < \(day)
               AND NOT EXISTS (
                   SELECT FROM audit_event AS event
                    WHERE event.subject = 'pre-' || presenter.id
                      AND event.at >= \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM user_session AS session
                    WHERE session.user_id = presenter.user_id
                      AND session.last_seen_at >= \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.presenter_id = presenter.id
                      AND upper(assignment.during) > \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM honorarium
                     JOIN payment_line AS line ON line.honorarium_id = honorarium.id AND line.released_at IS NULL
                     JOIN payment ON payment.id = line.payment_id
                    WHERE honorarium.presenter_id = presenter.id
                      AND greatest(payment.pay_on, payment.paid_on) >= \(day)
               )
               AND presenter_needed(presenter.id) IS NULL
             ORDER BY presenter.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// At most `limit` users behind `after` whom nothing needs and who have done nothing from `day` on, nor acted for
    /// anybody.
    private func users(
        untouchedSince day: LocalDate,
        today: LocalDate,
        after: User.ID?,
        limit: Int
    ) throws(PostgresError) -> [User.ID] {
        let moment = Instant(day, .midnight)
        return try session.rows(
            """
            SELECT app_user.id
              FROM app_user
             WHERE app_user.anonymized_at IS NULL
               AND app_user.id > \(after?.rawValue ?? 0)
               AND app_user.created_at < \(moment)
               AND NOT EXISTS (
                   SELECT FROM organization_member AS member
                    WHERE member.user_id = app_user.id
                      AND NOT member.valid << daterange(\(day), NULL)
               )
               AND NOT EXISTS (
                   SELECT FROM user_role AS held
                    WHERE held.user_id = app_user.id
                      AND greatest(held.granted_at, held.revoked_at) >= \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM user_session AS session
                    WHERE session.user_id = app_user.id
                      AND session.last_seen_at >= \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM access_token AS token
                    WHERE token.user_id = app_user.id
                      AND greatest(token.created_at, token.last_used_at) >= \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM audit_event AS event
                    WHERE event.user_id = app_user.id
                      AND event.at >= \(moment)
               )
               AND user_needed(app_user.id, \(today)) IS NULL
             ORDER BY app_user.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// At most `limit` requests behind `after` that have ended and that nothing has concerned from `day` on: no wished
    /// time, lecture or step of the record.
    private func contacts(
        untouchedSince day: LocalDate,
        after: LectureRequest.ID?,
        limit: Int
    ) throws(PostgresError) -> [LectureRequest.ID] {
        let moment = Instant(day, .midnight)
        return try session.rows(
            """
            SELECT request.id
              FROM lecture_request AS request
             WHERE request.state IN ('closed', 'rejected', 'cancelled')
               AND request.contact_anonymized_at IS NULL
               AND request.id > \(after?.rawValue ?? 0)
               AND request.created_at < \(moment)
               AND NOT EXISTS (
                   SELECT FROM request_slot AS slot
                    WHERE slot.request_id = request.id
                      AND upper(slot.during) > \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM assignment
                    WHERE assignment.request_id = request.id
                      AND upper(assignment.during) > \(moment)
               )
               AND NOT EXISTS (
                   SELECT FROM audit_event AS event
                    WHERE event.subject = 'req-' || request.id
                      AND event.at >= \(moment)
               )
             ORDER BY request.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}
