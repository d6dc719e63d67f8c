public import KodanDomain
public import Postgres

/// Persons whose names are kept until nothing needs them any more.
///
/// To be used with the service's own sight.
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
    public func need(of person: Person, on today: LocalDate) throws(PostgresError) -> NameNeed? {
        let need: SQL =
            switch person {
            case .presenter(let id): "presenter_needed(\(id))"
            case .user(let id): "user_needed(\(id), \(today))"
            case .contact(let id): "contact_needed(\(id))"
            }
        return try session.one("SELECT \(need) AS need") { row throws(PostgresError) in
            try row.optional("need")
        }
    }

    /// Takes the person's name away, and what else tells who they were.
    ///
    /// Throws the violation of `person_still_needed`.
    public func anonymize(_ person: Person, at now: Instant) throws(PostgresError) {
        switch person {
        case .presenter(let id): try session.execute("SELECT anonymize_presenter(\(id), \(now))")
        case .user(let id): try session.execute("SELECT anonymize_user(\(id), \(now))")
        case .contact(let id): try session.execute("SELECT anonymize_contact(\(id), \(now))")
        }
    }

    /// Who signs in as the presenter; nil if nobody does.
    public func user(of presenter: Presenter.ID) throws(PostgresError) -> User.ID? {
        try session.one("SELECT user_id FROM presenter WHERE id = \(presenter)") {
            row throws(PostgresError) in try row.optional("user_id")
        }
    }

    /// Deletes at most `limit` mails that were done with before `day` began, the oldest first; how many they were.
    public func forgetMails(before day: LocalDate, limit: Int) throws(PostgresError) -> Int {
        try session.value("SELECT forget_old_mails(\(Instant(day, .midnight)), \(limit))")
    }
}
