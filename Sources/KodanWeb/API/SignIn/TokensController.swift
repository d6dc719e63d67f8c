import Hummingbird
import KodanDomain
import KodanService

/// Access tokens.
enum TokensController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/tokens",
            "listTokens",
            .users,
            "Access tokens, without what is sent with requests",
            notes: "Administrators and auditors see everybody's, all others their own.",
            roles: .everybody,
            query: [
                QueryParameter("user", .key(User.self), "Only this person's."), .after(AccessToken.self),
                .limit,
            ],
            answers: [.ok(.page(of: TokenBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/tokens",
            "issueToken",
            .users,
            "Issue a token",
            notes: """
                For the asker in the role in which they act; an administrator may name another user and role. By a token
                only an administrator issues tokens; others sign in for it. It is shown once, so a repeated call issues
                another one.
                """,
            roles: .everybody,
            body: .json(
                .form([
                    .required("label", .text(Example.note, 1...100), "What it is for."),
                    .required("days", .integer(IssueToken.days, example: 90), "For how many days it serves."),
                    .optional(
                        "scopes",
                        .list(.scope, atLeast: 1, atMost: TokenScope.all.count, once: true),
                        "What it is limited to; absent: all that the role may."
                    ),
                    .optional("user", .key(User.self), "An administrator names whose.", inExample: false),
                    .optional("role", .roleOfUser, "And in which role.", inExample: false),
                ])
            ),
            answers: [
                .created(
                    .body([
                        .required("id", .key(AccessToken.self)),
                        .required("token", .text("kdn_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
                    ]),
                    "What is sent as `Authorization: Bearer`; it is kept nowhere."
                )
            ],
            refusals: ["role_not_held", "user_state", "scope_missing", "session_wanted"],
            effect: .confides,
            use: issue
        ),
        Operation(
            .get,
            "/v1/tokens/{id}",
            "showToken",
            .users,
            "One token with its last use",
            roles: .everybody,
            answers: [.ok(TokenBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/tokens/{id}/revocation",
            "revokeToken",
            .users,
            "End a token at once",
            roles: .everybody,
            answers: [.ok(TokenBody.schema)],
            refusals: ["token_revoked"],
            use: revoke
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadTokens(office: call.office)(
            of: try call.query.key("user"),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { TokenBody($0) }
    }

    @Sendable private static func issue(_ call: Call) async throws -> Response {
        struct Body: Encodable {
            let id: String
            let token: String
        }
        let form = try call.form()
        let label = form.text("label")
        let days = form.integer("days")
        let scopes = form.choices("scopes", .optional, known: TokenScope.all.map(\.description)) {
            TokenScope($0)
        }
        let user: User.ID? = form.key("user", .optional)
        let role = form.role("role", .optional)
        try form.end()
        guard let label, let days else { throw form.faults.problem }
        let asker = try call.asker()
        let own = try await ReadSelf(office: call.office)(as: asker)
        let issued = try await IssueToken(office: call.office)(
            to: user ?? own.user.entry.id,
            as: role ?? own.actor.role,
            label: label,
            days: days,
            scopes: scopes.map { Set($0) },
            random: call.office.chance.bytes(32),
            as: asker
        )
        return try .json(
            Body(id: issued.id.description, token: issued.text),
            status: .created,
            headers: [.location: "/v1/tokens/\(issued.id)"]
        )
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func revoke(_ call: Call) async throws -> Response {
        let id: AccessToken.ID = try call.key()
        try await RevokeToken(office: call.office)(id, as: try call.asker())
        return try await answer(id, call)
    }

    private static func answer(_ id: AccessToken.ID, _ call: Call) async throws -> Response {
        try .json(TokenBody(try await ReadTokens(office: call.office)(id, as: try call.asker())))
    }
}

/// A token as JSON.
struct TokenBody: Encodable {
    static let schema = Schema.named(
        "Token",
        .body([
            .required("id", .key(AccessToken.self)), .required("user", .key(User.self)),
            .required("role", .roleOfUser), .required("label", .text(Example.note)),
            .optional("scopes", .list(.scope, atMost: nil), "What it is limited to; absent where it is not."),
            .required("created_at", .instant), .required("expires_at", .instant),
            .optional("last_used_at", .instant, "To half a minute."), .optional("revoked_at", .instant),
        ])
    )

    let id: String
    let user: String
    let role: String
    let label: String
    let scopes: [String]?
    let createdAt: String
    let expiresAt: String
    let lastUsedAt: String?
    let revokedAt: String?

    init(_ token: TokenEntry) {
        id = token.id.description
        user = token.user.description
        role = token.role.rawValue
        label = token.label
        scopes = token.scopes?.map(\.description)
        createdAt = token.createdAt.description
        expiresAt = token.expiresAt.description
        lastUsedAt = token.lastUsedAt?.description
        revokedAt = token.revokedAt?.description
    }
}
