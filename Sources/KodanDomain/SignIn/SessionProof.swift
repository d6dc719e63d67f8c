/// By what somebody proved who they are when a session began.
public enum SessionProof: String, Sendable, CaseIterable {
    /// A link that was mailed to them.
    case link
    /// Their password.
    case password
    /// Their password and a one-time or recovery code.
    case passwordAndCode = "password_and_code"

    /// Whether it is enough to act in `role`: hosts and presenters need a link, all others password and code.
    public func suffices(for role: Role) -> Bool { !role.isStaff || self == .passwordAndCode }
}

/// How long sessions live.
public enum SessionLimits {
    /// A session that nobody used for so many minutes has ended.
    public static let idleMinutes = 60
    /// A session has ended after so many minutes in any case: a long working day.
    public static let longestMinutes = 12 * 60
    /// A link by mail serves for so many minutes.
    public static let linkMinutes = 15
    /// A link to set a password serves for so many minutes: a day, for it is read when work begins.
    public static let passwordLinkMinutes = 24 * 60
}
