/// What is looked for in the record; nil: anything.
public struct AuditFilter: Sendable, Equatable {
    /// To what it happened, `req-1042`.
    public var subject: String?
    /// What happened: `request.approved`, or everything of one kind, `request`.
    public var action: String?
    /// Who did it.
    public var user: User.ID?
    /// From this moment on.
    public var from: Instant?
    /// Before this moment.
    public var before: Instant?
    /// Whether what happened last stands first; else what happened first does.
    public var isNewestFirst = false

    /// Looks for everything.
    public init() {}
}
