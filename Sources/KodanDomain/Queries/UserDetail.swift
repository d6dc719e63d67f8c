/// A user with how they sign in (利用者).
public struct UserDetail: Hashable, Sendable {
    /// The user as lists show them.
    public let entry: UserEntry
    /// When they were added.
    public let createdAt: Instant
    /// When their password was set; nil: they have none.
    public let passwordSetAt: Instant?
    /// When their one-time codes were confirmed; nil: they have none.
    public let totpConfirmedAt: Instant?
    /// When their name was taken away; nil: it is theirs.
    public let anonymizedAt: Instant?

    /// A value with these parts.
    public init(
        entry: UserEntry,
        createdAt: Instant,
        passwordSetAt: Instant?,
        totpConfirmedAt: Instant?,
        anonymizedAt: Instant?
    ) {
        self.entry = entry
        self.createdAt = createdAt
        self.passwordSetAt = passwordSetAt
        self.totpConfirmedAt = totpConfirmedAt
        self.anonymizedAt = anonymizedAt
    }
}
