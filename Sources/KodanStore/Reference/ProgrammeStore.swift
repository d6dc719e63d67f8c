public import KodanDomain
public import Postgres

/// How lectures of a programme come about.
public enum Delivery: String, Sendable, CaseIterable, SQLEncodable, SQLDecodable {
    /// An organization asks, the body sends (講師派遣型).
    case dispatched
    /// A presenter asks (自主開催型).
    case selfHosted = "self_hosted"
    /// The body holds it itself.
    case inHouse = "in_house"
}

/// A programme with the rules under which its requests come in.
public struct StoredProgramme: Sendable, Equatable {
    /// Its key.
    public let id: Programme.ID
    /// Its code.
    public let code: ProgrammeCode
    /// Its Japanese name.
    public let name: String
    /// Who asks and who sends.
    public let delivery: Delivery
    /// Whether its lectures are paid.
    public let paysHonorarium: Bool
    /// How many days before the lecture a request comes in at the latest.
    public let leadDays: Int
    /// How many must be expected at least.
    public let minimumAttendance: Int
    /// The days on which it is in force.
    public let validity: DateRange

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        code = try row.value("code")
        name = try row.value("name_ja")
        delivery = try row.value("delivery")
        paysHonorarium = try row.value("pays_honorarium")
        leadDays = try row.value("lead_days")
        minimumAttendance = try row.value("minimum_attendance")
        validity = try row.value("valid")
    }
}

/// Programmes and who may ask under them.
public struct ProgrammeStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The programme with this code.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> StoredProgramme? {
        try session.first(
            """
            SELECT id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
              FROM programme
             WHERE code = \(code)
            """,
            as: StoredProgramme.init(row:)
        )
    }

    /// The programme with this key.
    public func programme(_ id: Programme.ID) throws(PostgresError) -> StoredProgramme? {
        try session.first(
            """
            SELECT id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
              FROM programme
             WHERE id = \(id)
            """,
            as: StoredProgramme.init(row:)
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
