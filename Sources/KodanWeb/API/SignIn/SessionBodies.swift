import KodanDomain
import KodanService

/// A session as its user sees it, as JSON.
struct SessionBody: Encodable {
    static let schema = Schema.named(
        "Session",
        .body([
            .required("id", .key(UserSession.self)), .required("user", .key(User.self)),
            .required("role", .roleOfUser, "As what its user acts."),
            .required("proof", .choice(SessionProof.self), "By what its user said who they are."),
            .required("created_at", .instant), .required("last_seen_at", .instant),
            .required("expires_at", .instant, "When it ends at the latest."),
        ])
    )

    let id: String
    let user: String
    let role: String
    let proof: String
    let createdAt: String
    let lastSeenAt: String
    let expiresAt: String

    init(_ session: SessionEntry) {
        id = session.id.description
        user = session.user.description
        role = session.role.rawValue
        proof = session.proof.rawValue
        createdAt = session.createdAt.description
        lastSeenAt = session.lastSeenAt.description
        expiresAt = session.expiresAt.description
    }
}

/// The session that a request came in by, as JSON.
struct OwnSessionBody: Encodable {
    static let schema = Schema.named(
        "OwnSession",
        .body([
            .required("session", SessionBody.schema),
            .required("roles", .list(.roleOfUser, atMost: nil), "In what it may go on."),
            .required("totp_wanted", .flag, "Nothing can be done before one-time codes are set up."),
            .required(
                "csrf_token",
                .text("mJ8sT0n7xq1Wc4Kz5Vb9Yd2Lf6Rg3Hp8Ua0Ei7Nk4Sw", 43...43),
                "Each change wants it in the header X-CSRF-Token."
            ),
        ])
    )

    let session: SessionBody
    let roles: [String]
    let totpWanted: Bool
    let csrfToken: String

    init(_ entry: SessionEntry, _ roles: [Role], csrfToken: String) {
        session = SessionBody(entry)
        self.roles = roles.map(\.rawValue)
        totpWanted = !entry.proof.suffices(for: entry.role)
        self.csrfToken = csrfToken
    }
}

/// Who somebody is to the office, as JSON.
struct OwnBody: Encodable {
    static let schema = Schema.named(
        "Own",
        .body([
            .required("user", UserBody.schema), .required("role", .roleOfUser, "As what they act now."),
            .optional("presenter", .key(Presenter.self), "Who they are, where they act as a presenter."),
            .required(
                "organizations",
                .list(.key(Organization.self), atMost: nil),
                "For whom they act as a host."
            ),
            .optional(
                "scopes",
                .list(.scope, atMost: nil),
                "What the token is limited to; absent where it is not."
            ),
            .optional("session", SessionBody.schema, "Absent for a token."),
        ])
    )

    let user: UserBody
    let role: String
    let presenter: String?
    let organizations: [String]
    let scopes: [String]?
    let session: SessionBody?

    init(_ own: OwnDetail, _ session: SessionEntry?) {
        user = UserBody(own.user)
        role = own.actor.role.rawValue
        presenter = own.actor.presenter?.description
        organizations = own.actor.organizations.map(\.rawValue).sorted().map {
            Organization.ID($0).description
        }
        if case .token(_, let scopes?) = own.actor.entrance {
            self.scopes = scopes.sorted().map(\.description)
        } else {
            scopes = nil
        }
        self.session = session.map { SessionBody($0) }
    }
}

/// A user with how they sign in, as JSON.
struct UserBody: Encodable {
    static let schema = Schema.named(
        "User",
        .body([
            .required("id", .key(User.self)), .required("email", .email),
            .required("name", .text(Example.personName)),
            .required("active", .flag, "Whether they may sign in."),
            .required(
                "roles",
                .list(.text("coordinator:13"), atMost: nil),
                "A coordinator's prefectures stand behind colons."
            ),
            .optional("created_at", .instant), .optional("password_set_at", .instant),
            .optional("totp_confirmed_at", .instant),
            .optional("anonymized_at", .instant, "When their name was taken away."),
        ])
    )

    let id: String
    let email: String
    let name: String
    let active: Bool
    let roles: [String]
    let createdAt: String?
    let passwordSetAt: String?
    let totpConfirmedAt: String?
    let anonymizedAt: String?

    init(_ user: UserDetail) {
        self.init(user.entry, user)
    }

    /// A user of a list.
    init(_ entry: UserEntry, _ detail: UserDetail? = nil) {
        id = entry.id.description
        email = entry.email.text
        name = entry.name
        active = entry.isActive
        roles = entry.roles
        createdAt = detail?.createdAt.description
        passwordSetAt = detail?.passwordSetAt?.description
        totpConfirmedAt = detail?.totpConfirmedAt?.description
        anonymizedAt = detail?.anonymizedAt?.description
    }
}

extension Role {
    /// The roles that somebody may hold.
    static let held = Role.allCases.filter { $0 != .system }

    /// Reads a role that somebody may hold.
    init?(held text: String) {
        guard let role = Role(rawValue: text), role != .system else { return nil }
        self = role
    }
}

extension Schema {
    /// A role that somebody may hold.
    static let roleOfUser = choice(Role.held.map(\.rawValue))
    /// A scope of tokens.
    static let scope = choice(TokenScope.all.map(\.description))
    /// A password that is to be set.
    static let newPassword = text("correct horse battery staple", 12...200)
}

extension Form {
    /// A role that somebody may hold.
    func role(_ name: String = "role", _ need: Need = .required) -> Role? {
        made(name, need) { text throws(FieldRefused) in
            guard let role = Role(held: text) else {
                throw FieldRefused(.kind, expected: .oneOf(Role.held.map(\.rawValue)))
            }
            return role
        }
    }
}
