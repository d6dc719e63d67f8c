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

/// An event of the record as auditors read it: ids, no personal values.
public struct AuditEventEntry: Hashable, Sendable {
    /// The event.
    public let id: AuditEvent.ID
    /// When.
    public let at: Instant
    /// Who; nil for the service itself, or for nobody that is known.
    public let user: User.ID?
    /// What they are called now; nil where nobody is known.
    public let userName: String?
    /// As what they acted.
    public let role: String
    /// For whom, such as a host who phoned.
    public let onBehalfOf: String?
    /// What happened, `request.approved`.
    public let action: String
    /// To what, `req-1042`.
    public let subject: String
    /// Why, where somebody said so.
    public let reason: String?
    /// Further ids and numbers.
    public let detail: [String: String]
    /// The seal that covers it; nil until the worker has sealed it.
    public let seal: Int64?

    /// A value with these parts.
    public init(
        id: AuditEvent.ID,
        at: Instant,
        user: User.ID?,
        userName: String?,
        role: String,
        onBehalfOf: String?,
        action: String,
        subject: String,
        reason: String?,
        detail: [String: String],
        seal: Int64?
    ) {
        self.id = id
        self.at = at
        self.user = user
        self.userName = userName
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.action = action
        self.subject = subject
        self.reason = reason
        self.detail = detail
        self.seal = seal
    }
}

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
