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
