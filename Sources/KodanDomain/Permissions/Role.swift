/// What a person may be, as in the design's table of permissions.
public enum Role: String, Sendable, CaseIterable {
    /// An organization's people: its requests and confirmations.
    case host
    /// A lecturer: own profile, offers, lectures, reports, claims.
    case presenter
    /// Screening, matching, overrides; acts for someone who phones.
    case coordinator
    /// Materials and deliveries.
    case clerk
    /// Prepares payments, exports, bank results.
    case accountant
    /// Approves what others prepared, closes months.
    case approver
    /// Reads everything but secrets, changes nothing.
    case auditor
    /// Users, tables, templates; no money.
    case administrator
    /// The service itself: nightly runs and deadlines. Nobody signs in as it.
    case system

    /// Whether it is one of the body's own people: they sign in with password and one-time code.
    public var isStaff: Bool { self != .host && self != .presenter }

    /// Whether they may act in the name of somebody who phones or writes.
    public var actsForOthers: Bool {
        switch self {
        case .coordinator, .clerk, .accountant, .administrator, .system: true
        case .host, .presenter, .approver, .auditor: false
        }
    }
}

/// Who acts in a transaction, as the database knows them.
public struct Actor: Sendable, Equatable {
    /// The person; nil for the service itself.
    public let user: User.ID?
    /// As what they act.
    public let role: Role
    /// The presenter that they are, where they act as one.
    public let presenter: Presenter.ID?
    /// The organizations for which they act, where they act as a host.
    public let organizations: Set<Organization.ID>
    /// By what they came in.
    public let entrance: Entrance
    /// To what they are limited; nil: to nothing but their role.
    public let limit: ActorLimit?

    /// An actor with these parts.
    public init(
        user: User.ID?,
        role: Role,
        presenter: Presenter.ID? = nil,
        organizations: Set<Organization.ID> = [],
        entrance: Entrance = .trusted,
        limit: ActorLimit? = nil
    ) {
        self.user = user
        self.role = role
        self.presenter = presenter
        self.organizations = organizations
        self.entrance = entrance
        self.limit = limit
    }

    /// The service itself.
    public static let system = Actor(user: nil, role: .system)

    /// The session by which they came in; nil for every other entrance.
    public var session: UserSession.ID? {
        if case .session(let id, _) = entrance { id } else { nil }
    }

    /// Refuses everyone who acts as none of `roles`; the service itself may do everything.
    public func require(_ roles: Role...) throws(Refusal) {
        try require(roles)
    }

    /// Refuses every role but these; the service itself may do everything.
    public func require(_ roles: some Sequence<Role>) throws(Refusal) {
        guard role == .system || roles.contains(role) else { throw .notPermitted(role) }
    }

    /// Refuses hosts and presenters.
    public func requireStaff() throws(Refusal) {
        guard role.isStaff else { throw .notPermitted(role) }
    }
}
