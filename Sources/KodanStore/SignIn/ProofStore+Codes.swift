public import KodanDomain
public import Postgres

extension ProofStore {
    /// Keeps the sealed key of one-time codes that `user` begins to set up, in the place of one that they began before.
    public func enrolTOTP(
        _ bytes: [UInt8],
        keyVersion: Int,
        of user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute("DELETE FROM user_totp WHERE user_id = \(user) AND confirmed_at IS NULL")
        try session.execute(
            """
            INSERT INTO user_totp (user_id, sealed_secret, key_version, enrolled_at)
            VALUES (\(user), \(bytes), \(keyVersion), \(now))
            """
        )
    }

    /// The key of one-time codes that `user` is setting up; nil if there is none.
    public func pendingTOTP(of user: User.ID) throws(PostgresError) -> SealedTOTP? {
        try session.first("SELECT totp_id, totp_secret, totp_version FROM kodan_pending_totp(\(user))") {
            row throws(PostgresError) in try SealedTOTP(row: row)
        } ?? nil
    }

    /// From now on the pending key serves, and an older one no more; `step` is that of the code that confirmed it.
    public func confirmTOTP(
        _ pending: SealedTOTP,
        of user: User.ID,
        step: Int64,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute("DELETE FROM user_totp WHERE user_id = \(user) AND id <> \(pending.row)")
        try session.execute(
            "UPDATE user_totp SET confirmed_at = \(now), last_step = \(step) WHERE id = \(pending.row)"
        )
    }

    /// Notes that the code of `step` has served; false if it, or a later one, had before.
    public func useStep(_ step: Int64, of totp: SealedTOTP) throws(PostgresError) -> Bool {
        try session.execute(
            "UPDATE user_totp SET last_step = \(step) WHERE id = \(totp.row) AND last_step < \(step)"
        ) == 1
    }

    /// Takes one-time codes and recovery codes from `user`; false if they had none.
    public func removeTOTP(of user: User.ID) throws(PostgresError) -> Bool {
        try session.execute("DELETE FROM recovery_code WHERE user_id = \(user)")
        return try session.execute("DELETE FROM user_totp WHERE user_id = \(user)") > 0
    }

    /// Keeps the digests of recovery codes, in the place of those that `user` had.
    public func setRecoveryCodes(
        _ digests: [[UInt8]],
        of user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute("DELETE FROM recovery_code WHERE user_id = \(user)")
        try session.execute(
            """
            INSERT INTO recovery_code (user_id, digest, created_at)
            SELECT \(user)::bigint, digest, \(now)::timestamptz
              FROM unnest(\(digests)::bytea[]) WITH ORDINALITY AS code (digest, position)
             ORDER BY position
            """
        )
    }

    /// Whether this is a recovery code of `user` that has not served; from now on it has.
    public func useRecoveryCode(
        _ digest: [UInt8],
        of user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> Bool {
        try session.value("SELECT kodan_use_recovery_code(\(user), \(digest), \(now))")
    }

    /// How many recovery codes of `user` have not served yet.
    public func recoveryCodesLeft(of user: User.ID) throws(PostgresError) -> Int {
        try session.value(
            "SELECT count(id)::integer FROM recovery_code WHERE user_id = \(user) AND used_at IS NULL"
        )
    }

    /// At most `limit` sealed keys behind `row` that are not sealed under `version`, locked; those that are in use are
    /// passed over.
    public func staleTOTPs(
        otherThan version: Int,
        after row: Int64,
        limit: Int
    ) throws(PostgresError) -> [(user: User.ID, sealed: SealedTOTP)] {
        try session.rows(
            """
            SELECT totp_id, user_id, totp_secret, totp_version
              FROM kodan_stale_totp(\(version), \(row), \(limit))
             ORDER BY totp_id
            """
        ) { row throws(PostgresError) in
            let sealed = SealedTOTP(
                row: try row.value("totp_id"),
                bytes: try row.value("totp_secret"),
                keyVersion: try row.value("totp_version")
            )
            return (try row.value("user_id"), sealed)
        }
    }

    /// Writes keys that were sealed anew.
    public func reseal(_ keys: [SealedTOTP]) throws(PostgresError) {
        guard !keys.isEmpty else { return }
        try session.execute(
            """
            UPDATE user_totp
               SET sealed_secret = fresh.sealed_secret, key_version = fresh.key_version
              FROM unnest(\(keys.map(\.row))::bigint[], \(keys.map(\.bytes))::bytea[],
                          \(keys.map(\.keyVersion))::integer[]) AS fresh (id, sealed_secret, key_version)
             WHERE user_totp.id = fresh.id
            """
        )
    }
}
