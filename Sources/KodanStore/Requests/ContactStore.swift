public import KodanDomain
public import Postgres

/// Whom to write to.
public struct Addressee: Sendable, Equatable {
    /// The name as the greeting has it.
    public let name: String
    /// The mail address.
    public let email: EmailAddress
}

/// Names and addresses for mails.
public struct ContactStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// A presenter's name and address.
    public func presenter(_ id: Presenter.ID) throws(PostgresError) -> Addressee? {
        try session.first(
            """
            SELECT family_name || ' ' || given_name AS name, email
              FROM presenter
             WHERE id = \(id)
            """
        ) { row throws(PostgresError) in
            Addressee(name: try row.value("name"), email: try row.value("email"))
        }
    }

    /// Whether the presenter is active.
    public func isActive(_ id: Presenter.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM presenter WHERE id = \(id) AND state = 'active')")
    }
}
