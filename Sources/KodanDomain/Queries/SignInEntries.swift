/// A session as its user sees it (ログイン中の端末).
public struct SessionEntry: Hashable, Sendable {
    /// The session.
    public let id: UserSession.ID
    /// Whose it is.
    public let user: User.ID
    /// As what they act in it.
    public let role: Role
    /// By what it began.
    public let proof: SessionProof
    /// When it began.
    public let createdAt: Instant
    /// When it was last used, to half a minute.
    public let lastSeenAt: Instant
    /// When it ends at the latest.
    public let expiresAt: Instant

    /// A value with these parts.
    public init(
        id: UserSession.ID,
        user: User.ID,
        role: Role,
        proof: SessionProof,
        createdAt: Instant,
        lastSeenAt: Instant,
        expiresAt: Instant
    ) {
        self.id = id
        self.user = user
        self.role = role
        self.proof = proof
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
    }
}

/// A token as lists show it; what is sent with requests is kept nowhere.
public struct TokenEntry: Hashable, Sendable {
    /// The token.
    public let id: AccessToken.ID
    /// Whose it is.
    public let user: User.ID
    /// What they are called; nil where the reader may not know.
    public let userName: String?
    /// In which role it serves.
    public let role: Role
    /// What it is for.
    public let label: String
    /// What it is limited to; nil: nothing but the role.
    public let scopes: [TokenScope]?
    /// Since when.
    public let createdAt: Instant
    /// Until when.
    public let expiresAt: Instant
    /// When it was last used, to half a minute; nil: never.
    public let lastUsedAt: Instant?
    /// When it was revoked; nil: it was not.
    public let revokedAt: Instant?

    /// A value with these parts.
    public init(
        id: AccessToken.ID,
        user: User.ID,
        userName: String?,
        role: Role,
        label: String,
        scopes: [TokenScope]?,
        createdAt: Instant,
        expiresAt: Instant,
        lastUsedAt: Instant?,
        revokedAt: Instant?
    ) {
        self.id = id
        self.user = user
        self.userName = userName
        self.role = role
        self.label = label
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}
