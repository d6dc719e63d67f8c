public import KodanDomain
public import Postgres

/// Programmes and who may ask under them.
public struct ProgrammeStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// What ``ProgrammeRules`` are made of, of a row of `programme`.
    static let columns: SQL = """
        id, code, name_ja, delivery, pays_honorarium, lead_days, minimum_attendance, valid
        """

    /// The programme with this code.
    public func programme(_ code: ProgrammeCode) throws(PostgresError) -> ProgrammeRules? {
        try session.first(ProgrammeStore.query(code), as: ProgrammeRules.init(row:))
    }

    static func query(_ code: ProgrammeCode) -> SQL {
        """
        SELECT \(columns)
          FROM programme
         WHERE code = \(code)
        """
    }

    /// The programme with this key.
    public func programme(_ id: Programme.ID) throws(PostgresError) -> ProgrammeRules? {
        try session.first(
            """
            SELECT \(ProgrammeStore.columns)
              FROM programme
             WHERE id = \(id)
            """,
            as: ProgrammeRules.init(row:)
        )
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
