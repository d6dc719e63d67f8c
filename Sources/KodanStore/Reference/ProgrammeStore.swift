public import KodanDomain
public import Postgres

/// Programmes and who may ask under them.
public struct ProgrammeStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The programme with this code.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> ProgrammeRules? {
        try session.first(
            """
            SELECT id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
              FROM programme
             WHERE code = \(code)
            """,
            as: ProgrammeRules.init(row:)
        )
    }

    /// The programme with this key.
    public func programme(_ id: Programme.ID) throws(PostgresError) -> ProgrammeRules? {
        try session.first(
            """
            SELECT id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
              FROM programme
             WHERE id = \(id)
            """,
            as: ProgrammeRules.init(row:)
        )
    }

    /// Whether an organization of this kind, a member of the council or not, may ask under the programme.
    public func mayAsk(_ organization: Organization.ID, under programme: Programme.ID) throws(PostgresError)
        -> Bool
    {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM programme_asker AS asker
                  JOIN organization ON organization.kind = asker.organization_kind
                 WHERE asker.programme_id = \(programme)
                   AND organization.id = \(organization)
                   AND organization.state = 'active'
                   AND (organization.council_member OR NOT asker.members_only)
            )
            """
        )
    }

    /// Whether there is a topic with this code.
    public func hasTopic(_ code: TopicCode) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM topic WHERE code = \(code))")
    }
}

extension ProgrammeRules {
    init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            code: try row.value("code"),
            name: try row.value("name_ja"),
            delivery: try row.value("delivery"),
            paysHonorarium: try row.value("pays_honorarium"),
            leadDays: try row.value("lead_days"),
            minimumAttendance: try row.value("minimum_attendance"),
            validity: try row.value("valid")
        )
    }
}
