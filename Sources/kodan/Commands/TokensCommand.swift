import ArgumentParser
import KodanDomain
import KodanService

/// Access tokens of the HTTP interface.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Issue, list and revoke access tokens.",
        subcommands: [Issue.self, List.self, Revoke.self]
    )

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a token for one role of a person; it is shown once and only its digest is kept."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "For whom: their mail address.") var email: String
        @Option(help: "The role in which the token serves.") var role: Role
        @Option(help: "What it is for.") var label: String
        @Option(help: "For how many days.") var days = 90
        @Option(
            help: ArgumentHelp(
                "What it is limited to, such as requests:read; may be repeated. Without it: all that the role may.",
                discussion: TokenScope.all.map(\.description).joined(separator: ", ")
            ),
            transform: { text in
                guard let scope = TokenScope(text) else {
                    throw ValidationError("\(text) is no scope; one is requests:read.")
                }
                return scope
            }
        )
        var scope: [TokenScope] = []

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            let token = try await IssueToken(office: actor.office)(
                to: user,
                as: role,
                label: label,
                days: days,
                scopes: scope.isEmpty ? nil : Set(scope),
                random: randomBytes(32),
                as: actor.credential
            )
            print("\(token.id) \(token.text)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List tokens: everybody's, or one person's, with their last use."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<AccessToken>
        @Option(help: "Only those of the person with this mail address.") var of: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.administrator, .auditor])
            var user: User.ID?
            if let of { user = try await StaffOptions.known(of, in: actor.office) }
            let found = try await ReadTokens(office: actor.office)(
                of: user,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { token in
                let scopes = token.scopes?.map(\.description).joined(separator: " ") ?? "unlimited"
                let used = token.lastUsedAt.map { "used \($0)" } ?? "never used"
                return "\(token.id)  \(token.user)  \(token.role.rawValue)  \(token.label)  \(scopes)  "
                    + (token.revokedAt.map { "revoked \($0)" } ?? "until \(token.expiresAt)  \(used)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a token at once.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The token's key, such as tok-3.") var token: AccessToken.ID

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            try await RevokeToken(office: actor.office)(token, as: actor.credential)
            print("\(token) is revoked.")
        }
    }
}
