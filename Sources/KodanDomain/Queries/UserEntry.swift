/// A user as a list shows them (利用者一覧).
public struct UserEntry: Hashable, Sendable {
    /// The user.
    public let id: User.ID
    /// By what they sign in.
    public let email: EmailAddress
    /// Their name.
    public let name: String
    /// Whether they may sign in at all.
    public let isActive: Bool
    /// The roles that they hold, a coordinator's limits after a colon: `coordinator:13`.
    public let roles: [String]

    /// A value with these parts.
    public init(id: User.ID, email: EmailAddress, name: String, isActive: Bool, roles: [String]) {
        self.id = id
        self.email = email
        self.name = name
        self.isActive = isActive
        self.roles = roles
    }

    /// The roles in which they may act; none for who may not sign in.
    public var heldRoles: Set<Role> {
        guard isActive else { return [] }
        return Set(
            roles.compactMap { text in text.split(separator: ":").first.flatMap { Role(rawValue: String($0)) }
            }
        )
    }

    /// The prefectures to which they are limited as a coordinator; none for one of the whole country, and for others.
    public var limits: Set<PrefectureCode> {
        let coordinator = Role.coordinator.rawValue
        guard !roles.contains(coordinator) else { return [] }
        return Set(
            roles.compactMap { text in
                let parts = text.split(separator: ":")
                guard parts.count == 2, parts[0] == coordinator else { return nil }
                return try? PrefectureCode(String(parts[1]))
            }
        )
    }
}
