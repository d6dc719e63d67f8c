public import KodanDomain
public import Postgres

/// Persons whose names are kept until nothing needs them any more.
///
/// To be used with the service's own sight. `since` is the first day of which names are kept, where the time for which
/// they are is over; nil where somebody asks for a person by hand.
public struct PersonStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether the person was anonymized, locked until the transaction ends; nil if there is no such person.
    public func lockAnonymized(_ person: Person) throws(PostgresError) -> Bool? {
        let row: SQL =
            switch person {
            case .presenter(let id): "anonymized_at IS NOT NULL AS is_gone FROM presenter WHERE id = \(id)"
            case .user(let id): "anonymized_at IS NOT NULL AS is_gone FROM app_user WHERE id = \(id)"
            case .contact(let id):
                "contact_anonymized_at IS NOT NULL AS is_gone FROM lecture_request WHERE id = \(id)"
            }
        return try session.first("SELECT \(row) FOR UPDATE") { row throws(PostgresError) in
            try row.value("is_gone")
        }
    }

    /// What the person's name is still needed for; nil if nothing needs it.
    public func need(of person: Person, on today: LocalDate, since: LocalDate?) throws(PostgresError)
        -> NameNeed?
    {
        let need: SQL =
            switch person {
            case .presenter(let id): "presenter_needed(\(id), \(today), \(since)::date)"
            case .user(let id): "user_needed(\(id), \(today), \(since)::date)"
            case .contact(let id): "contact_needed(\(id))"
            }
        return try session.one("SELECT \(need) AS need") { row throws(PostgresError) in
            try row.optional("need")
        }
    }

    /// Whether nothing has concerned the person from `since` on.
    public func isUntouched(_ person: Person, since: LocalDate) throws(PostgresError) -> Bool {
        switch person {
        case .presenter(let id): try session.value("SELECT presenter_untouched(\(id), \(since))")
        case .user(let id): try session.value("SELECT user_untouched(\(id), \(since))")
        case .contact(let id): try session.value("SELECT contact_untouched(\(id), \(since))")
        }
    }

    /// Takes the person's name away, and what else tells who they were.
    ///
    /// Throws the violation of `person_still_needed`.
    public func anonymize(_ person: Person, at now: Instant, since: LocalDate?) throws(PostgresError) {
        switch person {
        case .presenter(let id):
            try session.execute("SELECT anonymize_presenter(\(id), \(now), \(since)::date)")
        case .user(let id): try session.execute("SELECT anonymize_user(\(id), \(now), \(since)::date)")
        case .contact(let id): try session.execute("SELECT anonymize_contact(\(id), \(now))")
        }
    }

    /// Who signs in as the presenter; nil if nobody does.
    public func user(of presenter: Presenter.ID) throws(PostgresError) -> User.ID? {
        try session.one("SELECT user_id FROM presenter WHERE id = \(presenter)") {
            row throws(PostgresError) in try row.optional("user_id")
        }
    }

    /// The requests of which the person is the contact and has their name yet: a presenter asked for them, a user acts
    /// or acted for the organization that did.
    public func contacts(of person: Person) throws(PostgresError) -> [LectureRequest.ID] {
        var (presenter, user): (Presenter.ID?, User.ID?)
        switch person {
        case .presenter(let id): presenter = id
        case .user(let id): user = id
        case .contact: return []
        }
        return try session.rows(
            "SELECT id FROM requests_in_name_of(\(presenter)::bigint, \(user)::bigint) AS id ORDER BY id"
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// Deletes at most `limit` mails that were done with before `day` began, the oldest first; how many they were.
    public func forgetMails(before day: LocalDate, limit: Int) throws(PostgresError) -> Int {
        try session.value("SELECT forget_old_mails(\(Instant(day, .midnight)), \(limit))")
    }

    /// Forgets what came of mails before `day` began, as far as nobody has the address any more.
    public func forgetOutcomes(before day: LocalDate) throws(PostgresError) {
        try session.execute("SELECT forget_old_outcomes(\(Instant(day, .midnight)))")
    }
}
