public import KodanDomain
public import Postgres

/// Who speaks for the organization that stands by a presenter's own lecture (共催): never the presenter themself.
public struct CoHostStore {
    /// So many people of an organization are written to about one lecture, those who have acted for it longest.
    public static let most = 20

    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Those who act for an organization on `day`, may sign in, and are not `presenter`; it needs sight of users.
    public func members(
        of organization: Organization.ID,
        besides presenter: Presenter.ID,
        on day: LocalDate
    ) throws(PostgresError) -> [Addressee] {
        try session.rows(
            """
            SELECT app_user.display_name AS name, app_user.email
              FROM organization_member AS member
              JOIN app_user ON app_user.id = member.user_id
             WHERE member.organization_id = \(organization)
               AND member.valid @> \(day)::date
               AND app_user.state = 'active'
               AND EXISTS (SELECT FROM user_role AS held
                            WHERE held.user_id = app_user.id AND held.role = 'host' AND held.revoked_at IS NULL)
               AND NOT EXISTS (SELECT FROM presenter
                                WHERE presenter.id = \(presenter) AND presenter.user_id = app_user.id)
             ORDER BY member.id
             LIMIT \(CoHostStore.most)
            """,
            as: CoHostStore.addressee
        )
    }

    /// The office of an organization; nil where `presenter` belongs to it on `day`, and may read what comes there.
    public func office(
        of organization: Organization.ID,
        besides presenter: Presenter.ID,
        on day: LocalDate
    ) throws(PostgresError) -> Addressee? {
        try session.first(
            """
            SELECT organization.name, organization.email
              FROM organization
             WHERE organization.id = \(organization)
               AND NOT EXISTS (SELECT FROM presenter_belonging AS belonging
                                WHERE belonging.presenter_id = \(presenter)
                                  AND belonging.organization_id = organization.id
                                  AND belonging.valid @> \(day)::date)
            """,
            as: CoHostStore.addressee
        )
    }

    private static func addressee(_ row: Row) throws(PostgresError) -> Addressee {
        Addressee(name: try row.value("name"), email: try row.value("email"))
    }
}
