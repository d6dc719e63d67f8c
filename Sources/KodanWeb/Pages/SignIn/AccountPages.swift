import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService

/// What people do about their own account.
enum AccountPages {
    /// Where staff set up one-time codes.
    static let codes = "/account/one-time-codes"

    private static let everybody = Set(Role.allCases)
    private static let staff = Set<Role>.staff

    static let routes: [PageRoute] = [
        PageRoute(
            "/account",
            roles: everybody,
            steps: [
                "end_others": .changes(endOthers), "revoke": .changes(TokenPages.revoke(from: "/account")),
                "change_password": .confides(changePassword),
            ],
            show: account
        ),
        PageRoute(codes, roles: staff, steps: ["begin": .confides(begin), "confirm": .confides(confirm)]) {
            visit in
            visit.request.method == .post
                ? AccountTexts.confirmAgain
                : AccountTexts.setUpCodes(isWanted: visit.own?.actor.limit == .enrolment)
        },
        PageRoute("/role", roles: everybody, steps: ["send": .confides(chooseRole)], show: account),
        PageRoute("/sign-out", roles: everybody, steps: ["send": .confides(signOut)]) { _ in
            AccountTexts.signOut
        },
    ]

    @Sendable private static func account(_ visit: Visit) async throws -> PageContent {
        guard let own = visit.own else { throw Refusal.notSignedIn }
        let asker = try visit.session()
        let sessions = try await ReadSessions(office: visit.office)(as: asker)
        let tokens = try await ReadTokens(office: visit.office)(
            of: own.user.entry.id,
            limit: .most,
            as: asker
        )
        let now = visit.office.clock.now()
        return AccountTexts.account(
            email: own.user.entry.email,
            prefectures: own.actor.role == .coordinator ? own.prefectures : nil,
            sessions: sessions.items,
            now: own.actor.session,
            tokens: tokens.items.filter { $0.revokedAt == nil && now < $0.expiresAt },
            isStaff: own.actor.role.isStaff,
            recoveryCodes: own.user.totpConfirmedAt == nil
                ? nil : try await ReadSelf(office: visit.office).recoveryCodesLeft(as: asker),
            done: visit.done
        )
    }

    @Sendable private static func endOthers(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let asker = try visit.session()
        let sessions = try await ReadSessions(office: visit.office)(limit: .most, as: asker)
        for session in sessions.items where session.id != visit.own?.actor.session {
            try await EndSession(office: visit.office)(session.id, as: asker)
        }
        return PagePath("/account", done: "ended")
    }

    @Sendable private static func changePassword(_ visit: Visit, _ form: TypedForm) async throws
        -> PageOutcome
    {
        let body = form.body()
        let current = body.made("current_password") { text throws(FieldRefused) in try Password(typed: text) }
        let password = body.made("password") { text throws(FieldRefused) in try Password(text) }
        try body.end()
        guard let current, let password else { throw body.faults.problem }
        try await ChangePassword(office: visit.office)(
            from: current,
            to: password,
            at: visit.address,
            as: try visit.session()
        )
        return .goes(PagePath("/account", done: "password"))
    }

    @Sendable private static func begin(_ visit: Visit, _: TypedForm) async throws -> PageOutcome {
        let enrolled = try await EnrolTOTP(office: visit.office)(as: try visit.session())
        return .shows(AccountTexts.confirmCodes(secret: enrolled.secret, uri: enrolled.uri))
    }

    @Sendable private static func confirm(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let body = form.body()
        let code = body.text("code")
        try body.end()
        guard let code else { throw body.faults.problem }
        let codes = try await ConfirmTOTP(office: visit.office)(code, as: try visit.session())
        return .shows(AccountTexts.recoveryCodes(codes))
    }

    @Sendable private static func chooseRole(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        guard let role = form["role"].flatMap({ Role(rawValue: $0) }) else {
            throw Problem(status: .notFound)
        }
        _ = try await ChooseRole(office: visit.office)(role, as: try visit.session())
        return .goes(PagePath("/home"))
    }

    @Sendable private static func signOut(_ visit: Visit, _: TypedForm) async throws -> PageOutcome {
        try await SignOut(office: visit.office)(as: try visit.session())
        return .goes(PagePath("/sign-in", done: "signed_out"), headers: visit.configuration.cookie.clearing)
    }
}
