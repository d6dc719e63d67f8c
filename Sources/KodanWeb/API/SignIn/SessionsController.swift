import Hummingbird
import KodanDomain
import KodanService

/// Signing in and out.
enum SessionsController {
    static let operations: [Operation] = entering + own

    private static let entering: [Operation] = [
        Operation(
            .post,
            "/v1/sign-in-links",
            "requestSignInLink",
            .users,
            "Have a link mailed by which a host or presenter signs in",
            notes: "The answer, and when it comes, is the same for every address.",
            roles: [],
            body: .json(.form([.required("email", .email)])),
            answers: [
                Answer(status: .accepted, note: "A mail is sent if there is reason to.", content: .nothing)
            ],
            effect: .confides,
            use: requestLink
        ),
        Operation(
            .post,
            "/v1/sessions",
            "signIn",
            .users,
            "Sign in",
            notes: """
                By the `link` of a mail, which serves once, for hosts and presenters; or by `email` and `password`, \
                with a `code` of the authenticator or a `recovery_code` where there is one. The session is kept in \
                the cookie `kodan_session`, by https `__Host-kodan_session`; each change then wants the header \
                `X-CSRF-Token`. Staff without one-time codes get a session in which they set them up (`totp_wanted`).
                """,
            roles: [],
            body: .json(
                .either([
                    .form([
                        .required("email", .email),
                        .required("password", .text("correct horse battery staple")),
                        .optional("code", .text("123456"), "Six digits of the authenticator."),
                        .optional("recovery_code", .text("AAAQ-EAYE-AUDA-OCAJ")),
                        .optional("role", .roleOfUser, "In what role; else the first that is held."),
                    ]),
                    .form([
                        .required("link", .text("kdl_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
                        .optional("role", .roleOfUser),
                    ]),
                ])
            ),
            answers: [.created(OwnSessionBody.schema, "The session has begun.").with(.cookie)],
            refusals: [
                "sign_in_refused", "code_wanted", "too_many_attempts", "sign_in_busy", "link_spent",
                "password_wanted",
            ],
            effect: .confides,
            use: signIn
        ),
    ]

    private static let own: [Operation] = [
        Operation(
            .get,
            "/v1/session",
            "showSession",
            .users,
            "The session that the request came in by",
            roles: .everybody,
            isOfSession: true,
            answers: [.ok(OwnSessionBody.schema)],
            refusals: ["session_wanted"],
            use: show
        ),
        Operation(
            .delete,
            "/v1/session",
            "signOut",
            .users,
            "Sign out",
            notes: "Whatever has happened in the session meanwhile, so that no `If-Match` is asked.",
            roles: .everybody,
            isOfSession: true,
            answers: [.noContent.with(.cookie)],
            refusals: ["session_wanted"],
            effect: .confides,
            use: signOut
        ),
        Operation(
            .post,
            "/v1/session/role",
            "chooseRole",
            .users,
            "Go on in another role",
            roles: .everybody,
            isOfSession: true,
            body: .json(.form([.required("role", .roleOfUser)])),
            answers: [.ok(OwnSessionBody.schema)],
            refusals: ["session_wanted", "password_wanted"],
            effect: .confides,
            use: chooseRole
        ),
        Operation(
            .get,
            "/v1/sessions",
            "listSessions",
            .users,
            "Where the asker is signed in",
            roles: .everybody,
            query: [.after(UserSession.self), .limit],
            answers: [.ok(.page(of: SessionBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .delete,
            "/v1/sessions/{id}",
            "endSession",
            .users,
            "End one of the asker's sessions",
            notes: "Whatever has happened in it meanwhile, so that no `If-Match` is asked.",
            roles: .everybody,
            answers: [.noContent],
            use: end
        ),
        Operation(
            .get,
            "/v1/me",
            "showSelf",
            .users,
            "Who the asker is",
            roles: .everybody,
            answers: [.ok(OwnBody.schema)],
            use: showSelf
        ),
    ]

    @Sendable private static func requestLink(_ call: Call) async throws -> Response {
        let form = try call.form()
        let email = form.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        try form.end()
        guard let email else { throw form.faults.problem }
        try await RequestSignInLink(office: call.office)(email, from: call.address)
        return Response(status: .accepted)
    }

    @Sendable private static func signIn(_ call: Call) async throws -> Response {
        let form = try call.form()
        let session =
            form.find("link") == nil ? try await byPassword(form, call) : try await byLink(form, call)
        return try .json(
            OwnSessionBody(session.entry, session.roles, csrfToken: session.csrfToken),
            status: .created,
            headers: call.configuration.cookie.setting(session)
        )
    }

    private static func byPassword(_ form: Form, _ call: Call) async throws -> StartedSession {
        let email = form.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        let password = form.made("password") { text throws(FieldRefused) in try Password(typed: text) }
        let code = form.text("code", .optional)
        let recoveryCode = form.text("recovery_code", .optional)
        let role = form.role("role", .optional)
        try form.end()
        guard let email, let password else { throw form.faults.problem }
        return try await SignIn(office: call.office)(
            SignInForm(email: email, password: password, code: code, recoveryCode: recoveryCode),
            as: role,
            from: call.address
        )
    }

    private static func byLink(_ form: Form, _ call: Call) async throws -> StartedSession {
        let link = form.text("link")
        let role = form.role("role", .optional)
        form.refuse(["email", "password", "code", "recovery_code"], beside: "link")
        try form.end()
        guard let link else { throw form.faults.problem }
        return try await SignInByLink(office: call.office)(link, as: role, from: call.address)
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try await answer(call)
    }

    @Sendable private static func signOut(_ call: Call) async throws -> Response {
        try await SignOut(office: call.office)(as: try call.asker())
        return Response(status: .noContent, headers: call.configuration.cookie.clearing)
    }

    @Sendable private static func chooseRole(_ call: Call) async throws -> Response {
        let form = try call.form()
        let role = form.role()
        try form.end()
        guard let role else { throw form.faults.problem }
        _ = try await ChooseRole(office: call.office)(role, as: try call.asker())
        return try await answer(call)
    }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadSessions(office: call.office)(
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { SessionBody($0) }
    }

    @Sendable private static func end(_ call: Call) async throws -> Response {
        try await EndSession(office: call.office)(try call.key(), as: try call.asker())
        return Response(status: .noContent)
    }

    @Sendable private static func showSelf(_ call: Call) async throws -> Response {
        let (read, asker) = (ReadSelf(office: call.office), try call.asker())
        return try .json(OwnBody(try await read(as: asker), try await read.session(as: asker)))
    }

    private static func answer(_ call: Call) async throws -> Response {
        let (read, asker) = (ReadSelf(office: call.office), try call.asker())
        let own = try await read(as: asker)
        guard case .session(let secret)? = call.credential, let session = try await read.session(as: asker)
        else {
            throw Refusal.signIn(.sessionWanted)
        }
        return try .json(
            OwnSessionBody(session, own.roles, csrfToken: SecretText.csrfToken(ofSession: secret))
        )
    }
}
