public import KodanDomain
public import Postgres

/// Organizations as their readers see them; row-level security decides which.
public struct OrganizationQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT organization.id, organization.name, organization.kind, organization.municipality_code,
               prefecture.name || municipality.name AS place, organization.council_member, organization.merged_into,
               organization.kana, organization.postal_code, organization.address, organization.email,
               organization.phone, organization.registration_number
          FROM organization
          JOIN municipality ON municipality.code = organization.municipality_code
          JOIN prefecture ON prefecture.code = municipality.prefecture_code
        """

    /// At most `limit` organizations for which `question` holds, with keys above `after`, smaller keys first.
    public func list(
        _ question: OrganizationQuestion,
        after: Organization.ID?,
        limit: Int
    ) throws(PostgresError) -> [OrganizationSummary] {
        try session.rows(
            OrganizationQueries.statement(question, after: after, limit: limit),
            as: OrganizationSummary.init(row:)
        )
    }

    /// Calls `body` with each organization for which `question` holds, smaller keys first, as the register has them.
    public func forEach(
        _ question: OrganizationQuestion,
        _ body: (OrganizationRegisterEntry) throws -> Void
    ) throws {
        let found: SQL = """
            SELECT whole.*, prefecture.name AS prefecture_name, municipality.name AS municipality_name
              FROM (\(OrganizationQueries.statement(question, after: nil, limit: nil))) AS whole
              JOIN municipality ON municipality.code = whole.municipality_code
              JOIN prefecture ON prefecture.code = municipality.prefecture_code
             ORDER BY whole.id
            """
        try session.forEach(found) { row in try body(OrganizationRegisterEntry(row: row)) }
    }

    /// How the server would find a page, line by line; for tests.
    public func plan(_ question: OrganizationQuestion, limit: Int) throws(PostgresError) -> [String] {
        try session.rows("EXPLAIN " + OrganizationQueries.statement(question, after: nil, limit: limit)) {
            row throws(PostgresError) in try row.value("QUERY PLAN")
        }
    }

    private static func statement(_ question: OrganizationQuestion, after: Organization.ID?, limit: Int?)
        -> SQL
    {
        var conditions: SQL = "organization.id > \(after ?? Organization.ID(0))"
        if let status = question.status { conditions = conditions + " AND organization.state = \(status)" }
        if let prefecture = question.prefecture {
            conditions = conditions + " AND municipality.prefecture_code = \(prefecture)"
        }
        if let kind = question.kind { conditions = conditions + " AND organization.kind = \(kind)" }
        if let isMember = question.isCouncilMember {
            conditions = conditions + " AND organization.council_member = \(isMember)"
        }
        if let name = question.name {
            conditions = conditions + " AND organization.id IN (SELECT kodan_organizations_named(\(name)))"
        }
        return """
            \(query)
             WHERE \(conditions)
             ORDER BY organization.id
             LIMIT \(limit)
            """
    }

    /// One organization with `members`; nil if there is none that the actor may see.
    public func detail(
        _ id: Organization.ID,
        members: () throws -> [MemberEntry]
    ) throws -> OrganizationDetail? {
        let found = try session.first("\(OrganizationQueries.query) WHERE organization.id = \(id)") {
            row throws(PostgresError) in
            try OrganizationDetail(row: row)
        }
        guard var found else { return nil }
        found.members = try members()
        return found
    }

    /// Who acts for an organization, or did; at most 500, without those who left longest ago; the newest last.
    ///
    /// It needs sight of users. Somebody who joined twice stands there twice.
    public func members(of id: Organization.ID) throws(PostgresError) -> [MemberEntry] {
        try session.rows(
            """
            SELECT app_user.id, app_user.display_name, app_user.email, member.valid
              FROM (
                   SELECT id, user_id, valid
                     FROM organization_member
                    WHERE organization_id = \(id)
                    ORDER BY upper(valid) DESC NULLS FIRST, id DESC
                    LIMIT 500
                   ) AS member
              JOIN app_user ON app_user.id = member.user_id
             ORDER BY member.id
            """
        ) { row throws(PostgresError) in
            MemberEntry(
                user: try row.value("id"),
                name: try row.value("display_name"),
                email: try row.value("email"),
                valid: try row.value("valid")
            )
        }
    }
}

extension OrganizationSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            name: try row.value("name"),
            kind: try row.value("kind"),
            municipality: try row.value("municipality_code"),
            place: try row.value("place"),
            isCouncilMember: try row.value("council_member"),
            mergedInto: try row.optional("merged_into")
        )
    }
}

extension OrganizationDetail {
    /// Without its members.
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            summary: try OrganizationSummary(row: row),
            kana: try row.optional("kana"),
            postalCode: try row.optional("postal_code"),
            address: try row.value("address"),
            email: try row.value("email"),
            phone: try row.value("phone"),
            registrationNumber: try row.optional("registration_number"),
            members: []
        )
    }
}

extension OrganizationRegisterEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            organization: try OrganizationDetail(row: row),
            prefecture: try row.value("prefecture_name"),
            municipality: try row.value("municipality_name")
        )
    }
}
