import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Access tokens: those of all, made and revoked.
enum TokenPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/tokens",
            roles: [.administrator, .auditor],
            steps: ["issue": .confides(issue), "revoke": .changes(revoke(from: "/tokens"))],
            show: list
        )
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let page = try await ReadTokens(office: visit.office)(
            after: visit.after(),
            as: try visit.session()
        )
        return TokenTexts.list(
            page.items,
            next: visit.more(page.next),
            mayAct: visit.role == .administrator,
            now: visit.office.clock.now(),
            done: visit.done
        )
    }

    @Sendable private static func issue(_ visit: Visit, _ form: TypedForm) async throws -> PageOutcome {
        let asker = try visit.session()
        let scopes = try scopes(in: form)
        var form = form
        form.set("whole_role", nil)
        for area in TokenArea.allCases { form.set("scope/\(area.rawValue)", nil) }
        let body = form.body(numbers: ["days"])
        let label = body.text("label")
        let days = body.integer("days")
        let user: User.ID? = body.key("user", .optional)
        let role = body.role()
        try body.end()
        guard let label, let days, let role, let own = visit.own else { throw body.faults.problem }
        let issued = try await IssueToken(office: visit.office)(
            to: user ?? own.user.entry.id,
            as: role,
            label: label,
            days: days,
            scopes: scopes,
            random: visit.office.chance.bytes(32),
            as: asker
        )
        return .shows(TokenTexts.made(issued.text, label: label))
    }

    /// What was chosen of each area; nil for the whole role.
    private static func scopes(in form: TypedForm) throws -> Set<TokenScope>? {
        let chosen = TokenArea.allCases.compactMap { area in
            form["scope/\(area.rawValue)"].flatMap { TokenScope.Access(rawValue: $0) }.map {
                TokenScope(area, $0)
            }
        }
        if form.isTicked("whole_role") { return nil }
        guard !chosen.isEmpty else { throw Problem.missing("whole_role") }
        return Set(chosen)
    }

    /// Ends a token that was chosen on the page `path`, and leads back there.
    static func revoke(from path: String) -> @Sendable (Visit, TypedForm) async throws -> PagePath {
        { visit, form in
            try await RevokeToken(office: visit.office)(
                try visit.key("token", in: form),
                as: try visit.session()
            )
            return PagePath(path, done: "revoked")
        }
    }
}
