public import KodanDomain
public import Postgres

/// A sealed number, and whose it is.
public struct SealedNumber: Sendable, Equatable {
    /// The account.
    public let id: PayeeAccount.ID
    /// To whose key the seal is bound.
    public let payee: Payee.ID
    /// Nonce, ciphertext and tag.
    public let bytes: [UInt8]
    /// The version of the key.
    public let keyVersion: Int

    /// A number sealed for `payee`.
    public init(id: PayeeAccount.ID, payee: Payee.ID, bytes: [UInt8], keyVersion: Int) {
        self.id = id
        self.payee = payee
        self.bytes = bytes
        self.keyVersion = keyVersion
    }
}

extension AccountStore {
    /// At most `limit` accounts behind `after` that are not sealed under `version`, smaller keys first, locked until
    /// the transaction ends; those that another transaction holds are passed over.
    public func lockSealed(
        otherThan version: Int,
        after: PayeeAccount.ID?,
        limit: Int
    ) throws(PostgresError) -> [SealedNumber] {
        try sealed(otherThan: version, after: after, limit: limit, "FOR UPDATE SKIP LOCKED")
    }

    /// At most `limit` accounts behind `after` that are not sealed under `version`, smaller keys first.
    public func sealed(
        otherThan version: Int,
        after: PayeeAccount.ID?,
        limit: Int
    ) throws(PostgresError) -> [SealedNumber] {
        try sealed(otherThan: version, after: after, limit: limit, "")
    }

    private func sealed(
        otherThan version: Int,
        after: PayeeAccount.ID?,
        limit: Int,
        _ lock: SQL
    ) throws(PostgresError) -> [SealedNumber] {
        try session.rows(
            """
            SELECT id, payee_id, sealed_number, key_version
              FROM payee_account
             WHERE key_version <> \(version)
               AND id > \(after ?? PayeeAccount.ID(0))
             ORDER BY id
             LIMIT \(limit)
            \(lock)
            """,
            as: SealedNumber.init(row:)
        )
    }

    /// Writes numbers that were sealed anew.
    public func reseal(_ numbers: [SealedNumber]) throws(PostgresError) {
        guard !numbers.isEmpty else { return }
        try session.execute(
            """
            UPDATE payee_account
               SET sealed_number = fresh.sealed_number, key_version = fresh.key_version
              FROM unnest(\(numbers.map(\.id))::bigint[], \(numbers.map(\.bytes))::bytea[],
                          \(numbers.map(\.keyVersion))::integer[]) AS fresh (id, sealed_number, key_version)
             WHERE payee_account.id = fresh.id
            """
        )
    }
}

extension SealedNumber {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            payee: try row.value("payee_id"),
            bytes: try row.value("sealed_number"),
            keyVersion: try row.value("key_version")
        )
    }
}
