public import KodanDomain
public import Postgres

/// Organizations and their members.
public struct OrganizationStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds active organizations; their keys in the same order.
    ///
    /// The municipalities must exist.
    public func insert(
        _ drafts: [OrganizationDraft],
        at now: Instant
    ) throws(PostgresError) -> [Organization.ID] {
        let ids = try session.keys(of: .organization, count: drafts.count, as: Organization.self)
        try session.execute(
            """
            INSERT INTO organization (id, name, kana, kind, council_member, municipality_code, postal_code, address,
                                      email, phone, registration_number, state, registered_at)
            OVERRIDING SYSTEM VALUE
            SELECT id, name, kana, kind, council_member, municipality_code, postal_code, address, email, phone,
                   registration_number, 'active', \(now)
              FROM unnest(\(ids)::bigint[], \(drafts.map(\.name))::text[], \(drafts.map(\.kana))::text[],
                          \(drafts.map(\.kind))::text[], \(drafts.map(\.isCouncilMember))::boolean[],
                          \(drafts.map(\.municipality))::text[], \(drafts.map(\.postalCode))::text[],
                          \(drafts.map(\.address))::text[], \(drafts.map(\.email))::text[],
                          \(drafts.map(\.phone))::text[], \(drafts.map(\.registrationNumber))::text[])
                   AS new (id, name, kana, kind, council_member, municipality_code, postal_code, address, email, phone,
                           registration_number)
            """
        )
        return ids
    }

    /// The active organizations with these names; a name that several have is left out.
    public func find(_ names: some Collection<String>) throws(PostgresError) -> [String: Organization.ID] {
        let rows = try session.rows(
            """
            SELECT name, min(id) AS id
              FROM organization
             WHERE name = ANY (\(Array(names))::text[])
               AND state = 'active'
             GROUP BY name
            HAVING count(*) = 1
             ORDER BY name
            """
        ) { row throws(PostgresError) -> (String, Organization.ID) in
            (try row.value("name"), try row.value("id"))
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Registered organizations with the same name and the same mail address or telephone number; the first of each.
    public func likenesses(
        of newcomers: [OrganizationDraft]
    ) throws(PostgresError) -> [OrganizationLikeness] {
        try session.rows(
            """
            SELECT DISTINCT ON (position) position - 1 AS index, organization.id,
                   CASE WHEN organization.email_key = new.email THEN 'email' ELSE 'phone' END AS ground
              FROM unnest(\(newcomers.map(\.name))::text[], \(newcomers.map(\.email.key))::text[],
                          \(newcomers.map(\.phone.key))::text[])
                   WITH ORDINALITY AS new (name, email, phone, position)
              JOIN organization ON organization.name = new.name
             WHERE organization.state = 'active'
               AND (organization.email_key = new.email OR organization.phone_key = new.phone)
             ORDER BY position, organization.email_key <> new.email, organization.id
            """
        ) { row throws(PostgresError) in
            OrganizationLikeness(
                index: try row.value("index"),
                organization: try row.value("id"),
                ground: try row.value("ground")
            )
        }
    }

    /// Whether there is such an organization to be seen.
    public func exists(_ id: Organization.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM organization WHERE id = \(id))")
    }

    /// Makes a user a member from `date` on.
    ///
    /// Throws the violation of `organization_member_once` for somebody who is one.
    public func add(
        _ user: User.ID,
        to organization: Organization.ID,
        from date: LocalDate
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO organization_member (organization_id, user_id, valid)
            VALUES (\(organization), \(user), daterange(\(date), NULL))
            """
        )
    }
}

/// A registered organization that looks like one to be registered.
public struct OrganizationLikeness: Sendable, Equatable {
    /// The place of the newcomer among those asked about.
    public let index: Int
    /// Which is there.
    public let organization: Organization.ID
    /// By what they are alike.
    public let ground: DuplicateGround
}
