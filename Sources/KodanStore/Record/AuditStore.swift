public import KodanDomain
public import Postgres

/// What happened, in the words of the record: ids, never personal values.
public struct AuditEntry: Sendable, Equatable {
    /// `request.approved`: the thing and what happened to it, a verb in the past.
    public let action: String
    /// What it happened to, `req-1042`.
    public let subject: String
    /// Why, where somebody said so.
    public let reason: String?
    /// For whom the actor acted, such as a host who phoned.
    public let onBehalfOf: String?
    /// Further ids and numbers.
    public let detail: [String: String]

    /// An entry.
    public init(
        _ action: String,
        _ subject: String,
        reason: String? = nil,
        onBehalfOf: String? = nil,
        detail: [String: String] = [:]
    ) {
        self.action = action
        self.subject = subject
        self.reason = reason
        self.onBehalfOf = onBehalfOf
        self.detail = detail
    }
}

/// The append-only record of who did what, and the chain of seals over it.
public struct AuditStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds one event; it travels with the next statement.
    public func append(_ entry: AuditEntry, by actor: Actor, at now: Instant) throws(PostgresError) {
        let names = entry.detail.keys.sorted()
        try session.postpone(
            """
            INSERT INTO audit_event (at, user_id, role, on_behalf_of, action, subject, reason, detail)
            VALUES (\(now), \(actor.user), \(actor.role), \(entry.onBehalfOf), \(entry.action), \(entry.subject),
                    \(entry.reason),
                    jsonb_object(\(names)::text[], \(names.map { entry.detail[$0] ?? "" })::text[]))
            """
        )
    }

    /// Seals up to `limit` committed events that no seal covers yet, oldest first, and says how many they were.
    ///
    /// The seal hashes the one before it and one line per event. Call it under ``ExclusiveRun/sealing``. What was
    /// sealed a day before the newest seal is not looked at again: a transaction that took a smaller key had ended by
    /// that one, as none lasts a day.
    public func seal(limit: Int, at now: Instant) throws(PostgresError) -> Int {
        try session.value(
            """
            WITH floor AS MATERIALIZED (
                SELECT coalesce(max(event_id), 0) AS id
                  FROM audit_sealed_event
                 WHERE seal_id = (
                     SELECT id FROM audit_seal
                      WHERE sealed_at <= (SELECT max(sealed_at) FROM audit_seal) - interval '1 day'
                      ORDER BY sealed_at DESC, id DESC
                      LIMIT 1
                 )
            ), unsealed AS MATERIALIZED (
                SELECT audit_event.id
                  FROM audit_event
                  LEFT JOIN (
                      SELECT event_id FROM audit_sealed_event WHERE event_id > (SELECT id FROM floor)
                  ) AS covered ON covered.event_id = audit_event.id
                 WHERE audit_event.id > (SELECT id FROM floor)
                   AND covered.event_id IS NULL
                 ORDER BY audit_event.id
                 LIMIT \(limit)
            ), newest AS (
                -- Of one row or none: all seals, of which there is one every few seconds, were read for each next one.
                SELECT coalesce(max(id), 0) AS id, coalesce((array_agg(sha256))[1], '\\x'::bytea) AS sha256
                  FROM (SELECT id, sha256 FROM audit_seal ORDER BY id DESC LIMIT 1) AS last
            ), digest AS (
                SELECT sha256(
                           (SELECT sha256 FROM newest)
                           || convert_to(string_agg(\(unsafeSQL: AuditStore.line), E'\\n' ORDER BY id), 'UTF8')
                       ) AS sha256,
                       count(*)::integer AS events
                  FROM audit_event
                 WHERE id IN (SELECT id FROM unsealed)
            ), seal AS (
                INSERT INTO audit_seal (id, previous, sha256, events, sealed_at)
                SELECT newest.id + 1, newest.sha256, digest.sha256, digest.events, \(now)
                  FROM newest, digest
                 WHERE digest.events > 0
                RETURNING id, events
            ), covered AS (
                INSERT INTO audit_sealed_event (event_id, seal_id)
                SELECT unsealed.id, seal.id
                  FROM unsealed, seal
                RETURNING event_id
            )
            SELECT count(*)::integer FROM covered
            """
        )
    }

    /// The first seal whose hash is not that of its events and its predecessor; nil if the chain holds.
    public func firstBrokenSeal() throws(PostgresError) -> Int64? {
        try session.first(
            """
            SELECT seal.id
              FROM audit_seal AS seal
              LEFT JOIN audit_seal AS before ON before.id = seal.id - 1
             WHERE seal.previous <> coalesce(before.sha256, '\\x'::bytea)
                OR seal.sha256 <> (
                    SELECT coalesce(sha256(
                               seal.previous
                               || convert_to(string_agg(\(unsafeSQL: AuditStore.line), E'\\n' ORDER BY audit_event.id), 'UTF8')
                           ), '\\x'::bytea)
                      FROM audit_sealed_event
                      JOIN audit_event ON audit_event.id = audit_sealed_event.event_id
                     WHERE audit_sealed_event.seal_id = seal.id
                )
             ORDER BY seal.id
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }

    /// The newest seal's hash; nil before the first.
    public func newestSeal() throws(PostgresError) -> [UInt8]? {
        try session.first("SELECT sha256 FROM audit_seal ORDER BY id DESC LIMIT 1") {
            row throws(PostgresError) in
            try row.value("sha256")
        }
    }

    /// The seal with this SHA-256; nil if there is none.
    public func seal(with sha256: [UInt8]) throws(PostgresError) -> Int64? {
        try session.first("SELECT id FROM audit_seal WHERE sha256 = \(sha256) ORDER BY id LIMIT 1") {
            row throws(PostgresError) in
            try row.value("id")
        }
    }

    /// One event as the line that is hashed.
    ///
    /// Fields are joined by a character that none of them holds.
    private static let line = """
        concat_ws(E'\\x1f', audit_event.id, to_char(audit_event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), \
        coalesce(audit_event.user_id::text, '-'), audit_event.role, coalesce(audit_event.on_behalf_of, '-'), \
        audit_event.action, audit_event.subject, coalesce(audit_event.reason, '-'), audit_event.detail::text)
        """
}
