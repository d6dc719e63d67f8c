public import KodanDomain
public import Postgres

/// A link as it is found by its secret.
public struct FoundLink: Sendable, Equatable {
    /// The link.
    public let id: MaterialLink.ID
    /// Why it serves no more; nil while it does.
    public let end: LinkEnd?
    /// The file of the pinned edition; nil if there is none.
    public let file: EditionFile?
}

/// Links by which both sides take the files of deliveries.
public struct MaterialLinkStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Ends the link of a side that serves, and keeps the digest of a new one.
    public func replace(
        _ digest: [UInt8],
        of delivery: MaterialDelivery.ID,
        for side: Side,
        until expiry: Instant,
        uses limit: Int,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> MaterialLink.ID {
        try session.execute(
            """
            UPDATE material_link
               SET revoked_at = \(now)
             WHERE delivery_id = \(delivery)
               AND side = \(side)
               AND revoked_at IS NULL
            """
        )
        return try session.value(
            """
            INSERT INTO material_link (delivery_id, side, digest, issued_at, issued_by, expires_at, use_limit)
            VALUES (\(delivery), \(side), \(digest), \(now), \(user), \(expiry), \(limit))
            RETURNING id
            """
        )
    }

    /// Ends a link; nil for one that is not there or ended already, else its delivery.
    public func revoke(_ id: MaterialLink.ID, at now: Instant) throws(PostgresError) -> MaterialDelivery.ID? {
        try session.first(
            """
            UPDATE material_link
               SET revoked_at = \(now)
             WHERE id = \(id)
               AND revoked_at IS NULL
            RETURNING delivery_id
            """
        ) { row throws(PostgresError) in try row.value("delivery_id") }
    }

    /// Ends the links of these deliveries.
    public func revoke(of deliveries: [MaterialDelivery.ID], at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            UPDATE material_link
               SET revoked_at = \(now)
             WHERE delivery_id = ANY (\(deliveries)::bigint[])
               AND revoked_at IS NULL
            """
        )
    }

    /// The link of a secret's digest; nil if there never was one.
    public func find(_ digest: [UInt8], at now: Instant) throws(PostgresError) -> FoundLink? {
        try session.first(
            """
            SELECT link.id, link.revoked_at IS NOT NULL AS is_revoked,
                   link.expires_at <= \(now) AS is_expired, link.uses >= link.use_limit AS is_spent,
                   file.edition_id, file.sha256, file.byte_count, file.media_type, file.file_name, file.storage_key
              FROM kodan_material_link(\(digest)) AS link
              JOIN material_delivery AS delivery ON delivery.id = link.delivery_id
              LEFT JOIN edition_file AS file ON file.edition_id = delivery.edition_id
            """
        ) { row throws(PostgresError) in
            let (revoked, expired, spent): (Bool, Bool, Bool) = (
                try row.value("is_revoked"), try row.value("is_expired"), try row.value("is_spent")
            )
            let edition: Edition.ID? = try row.optional("edition_id")
            return FoundLink(
                id: try row.value("id"),
                end: revoked ? .revoked : expired ? .expired : spent ? .spent : nil,
                file: edition == nil ? nil : try EditionFile(row: row)
            )
        }
    }

    /// Counts a use; false if the link does not serve any more, so that it is never used more often than it may be.
    public func use(_ id: MaterialLink.ID, at now: Instant) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE material_link
               SET uses = uses + 1, last_used_at = \(now)
             WHERE id = \(id)
               AND revoked_at IS NULL
               AND expires_at > \(now)
               AND uses < use_limit
            """
        ) == 1
    }

    /// The links of a delivery, the newest first, at most 100.
    public func list(of delivery: MaterialDelivery.ID) throws(PostgresError) -> [MaterialLinkEntry] {
        try session.rows(
            """
            SELECT id, side, issued_at, expires_at, use_limit, uses, last_used_at, revoked_at
              FROM material_link
             WHERE delivery_id = \(delivery)
             ORDER BY id DESC
             LIMIT 100
            """
        ) { row throws(PostgresError) in
            MaterialLinkEntry(
                id: try row.value("id"),
                side: try row.value("side"),
                issuedAt: try row.value("issued_at"),
                expiresAt: try row.value("expires_at"),
                useLimit: try row.value("use_limit"),
                uses: try row.value("uses"),
                lastUsedAt: try row.optional("last_used_at"),
                revokedAt: try row.optional("revoked_at")
            )
        }
    }

    /// Notes that a side took the file of a delivery without a mailed link.
    public func noteOpening(
        of delivery: MaterialDelivery.ID,
        by side: Side,
        user: User.ID?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO material_opening (delivery_id, side, opened_by, opened_at)
            VALUES (\(delivery), \(side), \(user), \(now))
            """
        )
    }

    /// How often each side took the file of a delivery without a mailed link; sides that never did are left out.
    public func openings(of delivery: MaterialDelivery.ID) throws(PostgresError) -> [MaterialOpenings] {
        try session.rows(
            """
            SELECT side, count(*)::integer AS count, max(opened_at) AS last
              FROM material_opening
             WHERE delivery_id = \(delivery)
             GROUP BY side
             ORDER BY side
            """
        ) { row throws(PostgresError) in
            MaterialOpenings(
                side: try row.value("side"),
                count: try row.value("count"),
                last: try row.value("last")
            )
        }
    }
}
