import Hummingbird
import KodanDomain
import KodanService

/// Passwords and one-time codes of whoever asks.
enum PasswordsController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/passwords",
            "setPassword",
            .users,
            "Set a password by the link of a mail",
            notes: "The link serves once. Every session of the user ends; one-time codes stay as they are.",
            roles: [],
            body: .json(
                .form([
                    .required("link", .text("kdl_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
                    .required("password", .newPassword),
                ])
            ),
            answers: [.noContent],
            refusals: ["link_spent", "too_many_attempts", "sign_in_busy"],
            effect: .confides,
            use: set
        ),
        Operation(
            .post,
            "/v1/password",
            "changePassword",
            .users,
            "Change the asker's password",
            notes: "Every other session and every unused link of the user ends.",
            roles: .everybody,
            isOfSession: true,
            body: .json(
                .form([
                    .required("current_password", .text("correct horse battery staple")),
                    .required("password", .newPassword),
                ])
            ),
            answers: [.noContent],
            refusals: [
                "password_refused", "password_wanted", "session_wanted", "too_many_attempts", "sign_in_busy",
            ],
            effect: .confides,
            use: change
        ),
        Operation(
            .post,
            "/v1/totp",
            "enrolTOTP",
            .users,
            "Begin to set up one-time codes",
            notes: "A code of the authenticator confirms them; until then an older key serves on.",
            roles: .everybody,
            isOfSession: true,
            answers: [
                .created(
                    .body([
                        .required("secret", .text("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")),
                        .required("uri", .text("otpauth://totp/Kodan:tanto%40example.jp?secret=GEZDGNBV")),
                    ]),
                    "The key, which is shown once."
                )
            ],
            refusals: ["password_wanted", "session_wanted"],
            effect: .confides,
            use: enrol
        ),
        Operation(
            .post,
            "/v1/totp/confirmation",
            "confirmTOTP",
            .users,
            "Show by a first code that the authenticator works",
            roles: .everybody,
            isOfSession: true,
            body: .json(.form([.required("code", .text("123456"))])),
            answers: [
                .ok(
                    .body([.required("recovery_codes", .list(.text("AAAQ-EAYE-AUDA-OCAJ"), atMost: nil))]),
                    "Ten codes for the day on which the authenticator is lost; they are shown once."
                )
            ],
            refusals: ["code_refused", "totp_not_enrolled", "too_many_attempts", "session_wanted"],
            effect: .confides,
            use: confirm
        ),
    ]

    @Sendable private static func set(_ call: Call) async throws -> Response {
        let form = try call.form()
        let link = form.text("link")
        let password = form.made("password") { text throws(FieldRefused) in try Password(text) }
        try form.end()
        guard let link, let password else { throw form.faults.problem }
        try await SetPasswordByLink(office: call.office)(link, to: password, from: call.address)
        return Response(status: .noContent)
    }

    @Sendable private static func change(_ call: Call) async throws -> Response {
        let form = try call.form()
        let current = form.made("current_password") { text throws(FieldRefused) in try Password(typed: text) }
        let password = form.made("password") { text throws(FieldRefused) in try Password(text) }
        try form.end()
        guard let current, let password else { throw form.faults.problem }
        try await ChangePassword(office: call.office)(
            from: current,
            to: password,
            at: call.address,
            as: try call.asker()
        )
        return Response(status: .noContent)
    }

    @Sendable private static func enrol(_ call: Call) async throws -> Response {
        struct Body: Encodable {
            let secret: String
            let uri: String
        }
        let enrolled = try await EnrolTOTP(office: call.office)(as: try call.asker())
        return try .json(Body(secret: enrolled.secret, uri: enrolled.uri), status: .created)
    }

    @Sendable private static func confirm(_ call: Call) async throws -> Response {
        struct Body: Encodable {
            let recoveryCodes: [String]
        }
        let form = try call.form()
        let code = form.text("code")
        try form.end()
        guard let code else { throw form.faults.problem }
        let codes = try await ConfirmTOTP(office: call.office)(code, as: try call.asker())
        return try .json(Body(recoveryCodes: codes))
    }
}
