public import KodanDomain
public import Postgres

/// Events of the record for one step that many things take at once, in one statement.
extension AuditStore {
    /// Adds one event for each of `subjects`, in their order, with the reason at the same place, if any.
    public func append(
        _ action: String,
        _ subjects: [String],
        reasons: [String?],
        by actor: Actor,
        at now: Instant
    ) throws(PostgresError) {
        guard !subjects.isEmpty else { return }
        precondition(subjects.count == reasons.count, "a reason or nil for each subject")
        try session.execute(
            """
            INSERT INTO audit_event (at, user_id, role, action, subject, reason, detail)
            SELECT \(now)::timestamptz, \(actor.user)::bigint, \(actor.role)::text, \(action)::text, event.subject,
                   event.reason, '{}'::jsonb
              FROM unnest(\(subjects)::text[], \(reasons)::text[]) WITH ORDINALITY
                   AS event (subject, reason, position)
             ORDER BY event.position
            """
        )
    }
}
