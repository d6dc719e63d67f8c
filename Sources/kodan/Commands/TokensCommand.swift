import ArgumentParser
import KodanDomain
import KodanService

/// Access tokens of the HTTP interface.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Issue and revoke access tokens.",
        subcommands: [Issue.self, Revoke.self]
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

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            let token = try await IssueToken(office: actor.office)(
                to: user,
                as: role,
                label: label,
                days: days,
                random: randomBytes(32),
                as: actor.credential
            )
            print("\(token.id) \(token.text)")
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
