public import KodanDomain
public import Postgres

/// A password as it is kept: what scrypt made of it, and how.
public struct PasswordHash: Sendable, Equatable {
    /// 16 random bytes.
    public let salt: [UInt8]
    /// 32 bytes.
    public let hash: [UInt8]
    /// A power of two: how often memory is gone through.
    public let rounds: Int
    /// How much memory that is, in 128 bytes a round.
    public let blockSize: Int
    /// How often all of it is done.
    public let parallelism: Int

    /// A hash with these parts.
    public init(salt: [UInt8], hash: [UInt8], rounds: Int, blockSize: Int, parallelism: Int) {
        self.salt = salt
        self.hash = hash
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }
}

/// The sealed key of somebody's one-time codes.
public struct SealedTOTP: Sendable, Equatable {
    /// Its row.
    public let row: Int64
    /// Nonce, ciphertext and tag.
    public let bytes: [UInt8]
    /// The version of the vault's key.
    public let keyVersion: Int

    /// A sealed key.
    public init(row: Int64, bytes: [UInt8], keyVersion: Int) {
        self.row = row
        self.bytes = bytes
        self.keyVersion = keyVersion
    }
}

/// How somebody proves who they are.
public struct Proofs: Sendable, Equatable {
    /// Who.
    public let user: User.ID
    /// Whether they may sign in at all.
    public let isActive: Bool
    /// Their password; nil if they have none.
    public let password: PasswordHash?
    /// Their one-time codes; nil if they have none.
    public let totp: SealedTOTP?
}

/// Passwords, one-time codes and recovery codes.
///
/// All of it needs the service's own sight; what is read is read for one person at a time.
public struct ProofStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// How the user with the mail address `key` proves who they are; nil if the address is nobody's.
    public func proofs(of key: String) throws(PostgresError) -> Proofs? {
        try session.first(
            """
            SELECT user_id, is_active, salt, hash, rounds, block_size, parallelism, totp_id, totp_secret, totp_version
              FROM kodan_proofs(\(key))
            """,
            as: proofs(row:)
        )
    }

    /// How `user` proves who they are; nil if there is no such user.
    public func proofs(of user: User.ID) throws(PostgresError) -> Proofs? {
        try session.first(
            """
            SELECT proofs.user_id, is_active, salt, hash, rounds, block_size, parallelism, totp_id, totp_secret,
                   totp_version
              FROM app_user
             CROSS JOIN LATERAL kodan_proofs(app_user.email_key) AS proofs
             WHERE app_user.id = \(user)
            """,
            as: proofs(row:)
        )
    }

    /// Keeps `user`'s password as it is until the transaction ends, once changes of it that are under way have ended.
    public func holdPassword(of user: User.ID) throws(PostgresError) {
        try session.execute("SELECT user_id FROM user_password WHERE user_id = \(user) FOR SHARE")
    }

    /// Sets a user's password, in the place of one that they had.
    public func setPassword(_ new: PasswordHash, of user: User.ID, at now: Instant) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO user_password (user_id, salt, hash, rounds, block_size, parallelism, set_at)
            VALUES (\(user), \(new.salt), \(new.hash), \(new.rounds), \(new.blockSize), \(new.parallelism), \(now))
            ON CONFLICT (user_id) DO UPDATE
               SET salt = \(new.salt), hash = \(new.hash), rounds = \(new.rounds), block_size = \(new.blockSize),
                   parallelism = \(new.parallelism), set_at = \(now)
            """
        )
    }

    private func proofs(row: Row) throws(PostgresError) -> Proofs {
        var password: PasswordHash?
        if let salt: [UInt8] = try row.optional("salt") {
            password = PasswordHash(
                salt: salt,
                hash: try row.value("hash"),
                rounds: try row.value("rounds"),
                blockSize: try row.value("block_size"),
                parallelism: try row.value("parallelism")
            )
        }
        return Proofs(
            user: try row.value("user_id"),
            isActive: try row.value("is_active"),
            password: password,
            totp: try SealedTOTP(row: row)
        )
    }
}

extension SealedTOTP {
    /// The key in a row of one of the functions; nil where there is none.
    init?(row: Row) throws(PostgresError) {
        guard let id: Int64 = try row.optional("totp_id") else { return nil }
        self.init(
            row: id,
            bytes: try row.value("totp_secret"),
            keyVersion: try row.value("totp_version")
        )
    }
}
