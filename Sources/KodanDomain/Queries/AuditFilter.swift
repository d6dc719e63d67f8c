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
    /// Whether only sealed events stand there, in the order of their seals, and within one of their keys.
    ///
    /// Keys are given when an event is written, not when its change is done: what is done late stands behind nothing
    /// that was read in this order, while a larger key may have been read before it in the other.
    public var isSealed = false

    /// Looks for everything.
    public init() {}
}
