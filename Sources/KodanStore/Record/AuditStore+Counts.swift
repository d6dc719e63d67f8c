public import Postgres

/// How much of the record is sealed.
public struct AuditCounts: Sendable, Equatable {
    /// How many seals there are.
    public let seals: Int
    /// How many events they cover.
    public let sealed: Int
    /// How many events wait for the next seal.
    public let unsealed: Int
}

extension AuditStore {
    /// Seals and events, as one statement sees them.
    public func counts() throws(PostgresError) -> AuditCounts {
        try session.one(
            """
            SELECT (SELECT count(*) FROM audit_seal) AS seals,
                   count(audit_sealed_event.event_id) AS sealed,
                   count(*) - count(audit_sealed_event.event_id) AS unsealed
              FROM audit_event
              LEFT JOIN audit_sealed_event ON audit_sealed_event.event_id = audit_event.id
            """
        ) { row throws(PostgresError) in
            AuditCounts(
                seals: try row.value("seals"),
                sealed: try row.value("sealed"),
                unsealed: try row.value("unsealed")
            )
        }
    }
}
