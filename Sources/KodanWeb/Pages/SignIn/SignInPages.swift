import HTTPTypes
import Hummingbird
import KodanDomain
import KodanPages
import KodanService

/// Signing in, by a mailed link or by a password.
enum SignInPages {
    static let routes: [PageRoute] = [
        PageRoute("/sign-in", steps: ["mail": .confides(mail), "enter": .confides(enter)]) { visit in
            if let link = visit.query("link") {
                let again = visit.next.map { "/sign-in?next=\($0.percentEncoded)" } ?? "/sign-in"
                return SignInTexts.enter(link: link, again: again)
            }
            return SignInTexts.askForLink(
                sent: visit.done == "sent",
                done: visit.done,
                staff: visit.next.map { "/staff/sign-in?next=\($0.percentEncoded)" } ?? "/staff/sign-in"
            )
        },
        PageRoute("/staff/sign-in", steps: ["password": .confides(signIn)]) { visit in
            SignInTexts.staff(passwordSet: visit.done == "password_set")
        },
        PageRoute("/password", steps: ["set": .confides(setPassword)]) { visit in
            guard let link = visit.query("link") else { return SignInTexts.linkMissing }
            return SignInTexts.newPassword(link: link)
        },
        PageRoute("/address", steps: ["confirm": .confides(confirmAddress)]) { visit in
            if visit.done == "confirmed" { return SignInTexts.addressConfirmed }
            if visit.done == "taken" { return SignInTexts.addressTaken }
            guard let link = visit.query("link") else { return SignInTexts.addressLinkMissing }
            return SignInTexts.confirmAddress(link: link)
        },
    ]

    @Sendable private static func mail(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let body = form.body()
        let email = body.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        try body.end()
        guard let email else { throw body.faults.problem }
        try await RequestSignInLink(office: visit.office)(
            email,
            leadingTo: visit.next,
            from: visit.address
        )
        return .goes(PagePath("/sign-in", done: "sent"))
    }

    @Sendable private static func enter(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let session = try await SignInByLink(office: visit.office)(form["link"] ?? "", from: visit.address)
        return .goes(PagePath(visit.next ?? "/home"), headers: visit.configuration.cookie.setting(session))
    }

    @Sendable private static func signIn(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let body = form.body()
        let email = body.made("email") { text throws(FieldRefused) in try EmailAddress(text) }
        let password = body.made("password") { text throws(FieldRefused) in try Password(typed: text) }
        let code = body.text("code", .optional)
        let recoveryCode = body.text("recovery_code", .optional)
        try body.end()
        guard let email, let password else { throw body.faults.problem }
        let session = try await SignIn(office: visit.office)(
            SignInForm(email: email, password: password, code: code, recoveryCode: recoveryCode),
            from: visit.address
        )
        return .goes(
            PagePath(session.wantsTOTP ? AccountPages.codes : visit.next ?? "/home"),
            headers: visit.configuration.cookie.setting(session)
        )
    }

    @Sendable private static func confirmAddress(_ visit: Visit, _ form: TypedForm) async throws
        -> PageOutcome
    {
        do {
            try await ConfirmAddress(office: visit.office)(form["link"] ?? "", from: visit.address)
        } catch Refusal.emailTaken(_) {
            // Who opens the link reads what comes to the address, perhaps as the one who has it already: there is
            // nothing to enter here, and whoever asked for it is not there.
            return .goes(PagePath("/address", done: "taken"))
        }
        return .goes(PagePath("/address", done: "confirmed"))
    }

    @Sendable private static func setPassword(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let body = form.body()
        let password = body.made("password") { text throws(FieldRefused) in try Password(text) }
        try body.end()
        guard let password else { throw body.faults.problem }
        try await SetPasswordByLink(office: visit.office)(
            form["link"] ?? "",
            to: password,
            from: visit.address
        )
        return .goes(PagePath("/staff/sign-in", done: "password_set"))
    }
}

extension Visit {
    /// Where somebody wanted to go who has to sign in first; a page of ours, and no other site.
    fileprivate var next: String? { query("next").flatMap { $0.isOwnPath ? $0 : nil } }
}

extension String {
    /// Whether it leads to a page of ours, and to no other site.
    var isOwnPath: Bool {
        hasPrefix("/") && !hasPrefix("//") && utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
    }
}
