/// A link by which one side takes the file of a delivery, without its secret.
public struct MaterialLinkEntry: Hashable, Sendable {
    /// The link.
    public let id: MaterialLink.ID
    /// Whose it is.
    public let side: Side
    /// When it was sent.
    public let issuedAt: Instant
    /// Until when it serves.
    public let expiresAt: Instant
    /// How often it may be used.
    public let useLimit: Int
    /// How often it was used.
    public let uses: Int
    /// When it was used last.
    public let lastUsedAt: Instant?
    /// When it was taken back.
    public let revokedAt: Instant?

    /// A value with these parts.
    public init(
        id: MaterialLink.ID,
        side: Side,
        issuedAt: Instant,
        expiresAt: Instant,
        useLimit: Int,
        uses: Int,
        lastUsedAt: Instant?,
        revokedAt: Instant?
    ) {
        self.id = id
        self.side = side
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.useLimit = useLimit
        self.uses = uses
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    /// Why it serves no more at `now`; nil while it does.
    public func end(at now: Instant) -> LinkEnd? {
        if revokedAt != nil { return .revoked }
        if expiresAt <= now { return .expired }
        return uses >= useLimit ? .spent : nil
    }
}

/// How often a side took the file of a delivery while signed in or by the link of the request's page.
public struct MaterialOpenings: Hashable, Sendable {
    /// The side.
    public let side: Side
    /// How often.
    public let count: Int
    /// When it was taken last.
    public let last: Instant

    /// A value with these parts.
    public init(side: Side, count: Int, last: Instant) {
        self.side = side
        self.count = count
        self.last = last
    }
}
