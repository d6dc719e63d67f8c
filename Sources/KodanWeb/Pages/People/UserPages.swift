import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Users and the roles that they hold.
enum UserPages {
    private static let readers: Set<Role> = [.administrator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/users", roles: readers, steps: ["add": .changes(add)], show: list),
        PageRoute(
            "/users/:id",
            roles: readers,
            steps: [
                "change": .changes(change), "grant": .changes(grant), "revoke": .changes(revoke),
                "reset_password": .changes(resetPassword), "remove_codes": .changes(removeCodes),
                "disable": .changes(disable), "enable": .changes(enable), "anonymize": .changes(anonymize),
            ],
            show: user
        ),
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let role = visit.query("role").flatMap { Role(held: $0) }
        let name = visit.query("name").map { String($0.prefix(100)) }
        let page = try await ReadUsers(office: visit.office)(
            holding: role,
            named: name,
            after: visit.after(),
            as: try visit.session()
        )
        return UserTexts.list(
            page.items,
            UserTexts.Choice(role: role, name: name ?? ""),
            next: visit.more(page.next, asking: ["role", "name"]),
            mayAct: visit.role == .administrator
        )
    }

    @Sendable private static func user(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let found = try await ReadUsers(office: visit.office)(try visit.key(), as: asker)
        let prefectures = try await ReadVocabulary(office: visit.office).prefectures(as: asker)
        let tokens = try await ReadTokens(office: visit.office)(of: found.entry.id, as: asker)
        return UserTexts.page(
            found,
            prefectures: prefectures,
            tokens: tokens.items,
            isSelf: visit.own?.user.entry.id == found.entry.id,
            mayAct: visit.role == .administrator,
            now: visit.office.clock.now(),
            done: visit.done
        )
    }

    @Sendable private static func add(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let body = form.body(lists: ["roles"], emptyLists: ["roles"])
        let user = body.newUser()
        let roles = body.choices("roles", known: Role.held.map(\.rawValue)) { Role(held: $0) }
        try body.end()
        guard let user, let roles else { throw body.faults.problem }
        let id = try await CreateUser(office: visit.office)(user, roles: roles, as: try visit.session())
        return PagePath("/users/\(id)", done: "added")
    }

    @Sendable private static func change(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: User.ID = try visit.key()
        let asker = try visit.session()
        try form.requireSeen(UserTexts.state(try await ReadUsers(office: visit.office)(id, as: asker).entry))
        let body = form.body()
        let person = body.newUser()
        try body.end()
        guard let person else { throw body.faults.problem }
        do {
            try await ChangeUser(office: visit.office)(
                id,
                to: UserChange(email: person.email, name: person.name),
                as: asker
            )
        } catch Refusal.emailTaken(let email) {
            throw Problem(.emailTaken(email), in: .japanese).beside("email")
        }
        return try visit.user(done: "changed")
    }

    @Sendable private static func grant(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let (role, prefecture) = try form.body().roleGrant()
        try await GrantRole(office: visit.office)(
            role,
            to: try visit.key(),
            in: prefecture,
            as: try visit.session()
        )
        return try visit.user(done: "granted")
    }

    @Sendable private static func revoke(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        // What is chosen is a role as it is held, with its prefecture behind a colon.
        guard let held = form["held"]?.split(separator: ":").map(String.init), let first = held.first else {
            throw Problem.missing("held")
        }
        var form = form
        form.set("held", nil)
        form.set("role", first)
        form.set("prefecture", held.count == 2 ? held[1] : nil)
        let (role, prefecture) = try form.body().roleGrant()
        try await RevokeRole(office: visit.office)(
            role,
            from: try visit.key(),
            in: prefecture,
            as: try visit.session()
        )
        return try visit.user(done: "revoked")
    }

    @Sendable private static func resetPassword(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        try await ResetPassword(office: visit.office)(try visit.key(), as: try visit.session())
        return try visit.user(done: "mailed")
    }

    @Sendable private static func removeCodes(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        try await RemoveTOTP(office: visit.office)(of: try visit.key(), as: try visit.session())
        return try visit.user(done: "codes_removed")
    }

    @Sendable private static func disable(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        try await DisableUser(office: visit.office)(
            try visit.key(),
            because: form.reason,
            as: try visit.session()
        )
        return try visit.user(done: "disabled")
    }

    @Sendable private static func anonymize(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: User.ID = try visit.key()
        return try await visit.anonymize(.user(id), form, shownAt: "/users/\(id)")
    }

    @Sendable private static func enable(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        try await EnableUser(office: visit.office)(try visit.key(), as: try visit.session())
        return try visit.user(done: "enabled")
    }
}

extension Visit {
    /// Back to the user's page.
    fileprivate func user(done: String) throws(Refusal) -> PagePath {
        let id: User.ID = try key()
        return PagePath("/users/\(id)", done: done)
    }
}
