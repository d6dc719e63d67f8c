public import KodanDomain
public import Postgres

/// How many mails went to each domain of late, kept in the database so that several workers keep one limit.
public struct MailDomainStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Takes room for mails: `wanted` says how many for each domain, `limits` how many a minute; how many may go.
    ///
    /// The rows stay locked until the transaction ends, so that two workers never share the same room.
    public func take(
        _ wanted: [String: Int],
        limits: MailDomainLimits,
        at now: Instant
    ) throws(PostgresError) -> [String: Int] {
        let domains = wanted.keys.sorted()
        let windowStart = now.adding(minutes: -1)
        let known = try session.rows(
            """
            INSERT INTO mail_domain_use AS known (domain, window_from, used)
            SELECT domain, \(now), 0 FROM unnest(\(domains)::text[]) AS wanted (domain) ORDER BY domain
            ON CONFLICT (domain) DO UPDATE
               SET window_from = CASE WHEN known.window_from <= \(windowStart) THEN \(now)::timestamptz
                                      ELSE known.window_from END,
                   used = CASE WHEN known.window_from <= \(windowStart) THEN 0 ELSE known.used END,
                   full_until = NULL
            RETURNING domain, used, window_from
            """
        ) { row throws(PostgresError) in
            (
                domain: try row.value("domain", as: String.self), used: try row.value("used", as: Int.self),
                from: try row.value("window_from", as: Instant.self)
            )
        }
        var granted: [String: Int] = [:]
        var used: [Int] = []
        var fullUntil: [Instant?] = []
        for entry in known {
            let limit = limits.perMinute(entry.domain)
            let grant = max(0, min(wanted[entry.domain] ?? 0, limit - entry.used))
            granted[entry.domain] = grant
            used.append(entry.used + grant)
            fullUntil.append(entry.used + grant >= limit ? entry.from.adding(minutes: 1) : nil)
        }
        try session.execute(
            """
            UPDATE mail_domain_use AS known
               SET used = taken.used, full_until = taken.full_until
              FROM unnest(\(known.map(\.domain))::text[], \(used)::integer[], \(fullUntil)::timestamptz[])
                       AS taken (domain, used, full_until)
             WHERE known.domain = taken.domain
            """
        )
        return granted
    }
}
