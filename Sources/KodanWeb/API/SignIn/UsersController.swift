import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// People and their roles.
enum UsersController {
    static let operations: [Operation] = reading + changing

    private static let reading: [Operation] = [
        Operation(
            .get,
            "/v1/users",
            "listUsers",
            .users,
            "People with their roles",
            roles: [.administrator, .auditor],
            query: [
                QueryParameter("role", .roleOfUser, "Only those who hold this role."),
                QueryParameter(
                    "name",
                    .text(Example.search, 1...100),
                    "Only those with this in name or mail address."
                ),
                .after(User.self), .limit,
            ],
            answers: [.ok(.page(of: UserBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/users/{id}",
            "showUser",
            .users,
            "One person and how they sign in",
            roles: [.administrator, .auditor],
            answers: [.ok(UserBody.schema)],
            use: show
        ),
    ]

    private static let changing: [Operation] = [
        Operation(
            .post,
            "/v1/users",
            "createUser",
            .users,
            "Add a person with their first roles",
            roles: [.administrator],
            body: .json(
                .form([
                    .required("email", .email), .required("name", .text(Example.personName, 1...100)),
                    .required("roles", .list(.roleOfUser, atMost: Role.held.count)),
                ])
            ),
            answers: [.created(MadeBody.schema(User.self))],
            refusals: ["email_taken"],
            effect: .creates,
            use: create
        ),
        Operation(
            .patch,
            "/v1/users/{id}",
            "changeUser",
            .users,
            "Change somebody's name, or the address by which they sign in",
            notes: """
                What is absent stays. With another address the links that were mailed to the one before serve no more;
                sessions and tokens go on.
                """,
            roles: [.administrator],
            body: .json(
                .named(
                    "UserChangeForm",
                    .form([.optional("email", .email), .optional("name", .text(Example.personName, 1...100))])
                )
            ),
            answers: [.ok(UserBody.schema)],
            refusals: ["email_taken"],
            effect: .changes(current: show),
            use: change
        ),
        step("roles", "grantRole", "Give somebody a role", body: role, refusals: ["role_held"], use: grant),
        step(
            "role-revocation",
            "revokeRole",
            "Take a role from somebody",
            notes: "Their sessions in it end, and tokens for it serve no more.",
            body: role,
            refusals: ["role_not_held", "last_administrator"],
            use: revoke
        ),
        step(
            "password-reset",
            "resetPassword",
            "Mail somebody a link by which they set their password",
            notes: "It serves once, within a day; the old password serves until then.",
            refusals: ["user_state"],
            use: resetPassword
        ),
        step(
            "totp-removal",
            "removeTOTP",
            "Take the one-time codes from somebody who lost authenticator and recovery codes",
            use: removeTOTP
        ),
        step(
            "disabling",
            "disableUser",
            "Let somebody in no more",
            notes: "Their sessions and links end, and their tokens serve no more.",
            body: .form([.required("reason", .reason)]),
            refusals: ["user_state", "own_access", "last_administrator"],
            use: disable
        ),
        step("enabling", "enableUser", "Let somebody in again", refusals: ["user_state"], use: enable),
    ]

    private static let role = Schema.form([
        .required("role", .choice(Role.held.map(\.rawValue), example: Role.coordinator.rawValue)),
        .optional(
            "prefecture",
            .prefecture,
            "To which a coordinator is limited; several grants for several."
        ),
    ])

    private static func step(
        _ name: String,
        _ id: String,
        _ summary: String,
        notes: String? = nil,
        body: Schema? = nil,
        refusals: [String] = [],
        use handle: @escaping Operation.Handler
    ) -> Operation {
        Operation(
            .post,
            "/v1/users/{id}/\(name)",
            id,
            .users,
            summary,
            notes: notes,
            roles: [.administrator],
            body: body.map { .json($0) },
            answers: [.ok(UserBody.schema)],
            refusals: refusals,
            use: handle
        )
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let roles = Role.held.map(\.rawValue)
        let page = try await ReadUsers(office: call.office)(
            holding: try call.query.value("role", .oneOf(roles)) { Role(held: $0) },
            named: try call.query.words("name", atMost: 100),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { UserBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(try call.key(), call)
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let user = form.newUser()
        let roles = form.choices("roles", known: Role.held.map(\.rawValue)) { Role(held: $0) }
        try form.end()
        guard let user, let roles else { throw form.faults.problem }
        let id = try await CreateUser(office: call.office)(user, roles: roles, as: try call.asker())
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/users/\(id)"])
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        let form = try call.form()
        var change = UserChange()
        change.email = form.made("email", .optional) { text throws(FieldRefused) in try EmailAddress(text) }
        change.name = form.made("name", .optional) { text throws(FieldRefused) in
            try text.plainText(.name, atMost: 100)
        }
        try form.end()
        try await ChangeUser(office: call.office)(id, to: change, as: try call.asker())
        return try await answer(id, call)
    }

    @Sendable private static func grant(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        let form = try call.form().roleGrant()
        try await GrantRole(office: call.office)(
            form.role,
            to: id,
            in: form.prefecture,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func revoke(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        let form = try call.form().roleGrant()
        try await RevokeRole(office: call.office)(
            form.role,
            from: id,
            in: form.prefecture,
            as: try call.asker()
        )
        return try await answer(id, call)
    }

    @Sendable private static func resetPassword(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        try await ResetPassword(office: call.office)(id, as: try call.asker())
        return try await answer(id, call)
    }

    @Sendable private static func removeTOTP(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        try await RemoveTOTP(office: call.office)(of: id, as: try call.asker())
        return try await answer(id, call)
    }

    @Sendable private static func disable(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await DisableUser(office: call.office)(id, because: reason, as: try call.asker())
        return try await answer(id, call)
    }

    @Sendable private static func enable(_ call: Call) async throws -> Response {
        let id: User.ID = try call.key()
        try await EnableUser(office: call.office)(id, as: try call.asker())
        return try await answer(id, call)
    }

    private static func answer(_ id: User.ID, _ call: Call) async throws -> Response {
        try .json(UserBody(try await ReadUsers(office: call.office)(id, as: try call.asker())))
    }
}
