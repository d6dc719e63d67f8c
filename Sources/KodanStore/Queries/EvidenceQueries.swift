public import KodanDomain
public import Postgres

/// Evidence as its readers see it; row-level security decides which.
public struct EvidenceQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL = """
        SELECT id, assignment_id, kind, file_name, media_type, byte_count, sha256, filed_by, filed_at
          FROM evidence
        """

    /// At most `limit` files of a lecture with keys above `after`, smaller keys first.
    public func list(
        of assignment: Assignment.ID,
        after: Evidence.ID?,
        limit: Int
    ) throws(PostgresError) -> [EvidenceEntry] {
        try session.rows(
            """
            \(EvidenceQueries.query)
             WHERE assignment_id = \(assignment)
               AND id > \(after ?? Evidence.ID(0))
             ORDER BY id
             LIMIT \(limit)
            """,
            as: EvidenceEntry.init(row:)
        )
    }

    /// One file; nil if there is none that the actor may see.
    public func evidence(_ id: Evidence.ID) throws(PostgresError) -> EvidenceEntry? {
        try session.first("\(EvidenceQueries.query) WHERE id = \(id)", as: EvidenceEntry.init(row:))
    }
}

extension EvidenceEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            assignment: try row.value("assignment_id"),
            kind: try row.value("kind"),
            fileName: try row.value("file_name"),
            mediaType: try row.value("media_type"),
            byteCount: try row.value("byte_count"),
            sha256: try row.value("sha256"),
            filedBy: try row.optional("filed_by"),
            filedAt: try row.value("filed_at")
        )
    }
}
