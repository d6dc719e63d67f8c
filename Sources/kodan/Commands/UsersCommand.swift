import ArgumentParser
import KodanDomain
import KodanService
import KodanStore

/// People of the office.
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "Add people and their roles.",
        subcommands: [Add.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person, or give a known one another role.",
            discussion: """
                The first administrator is added without --as; from then on an administrator adds people.
                Uses KODAN_WORKER_URL for the first administrator, DATABASE_URL otherwise.
                """
        )
        @Option(name: .customLong("as"), help: "Who acts: an administrator's mail address.") var actor:
            String?
        @Argument(help: "The new person's mail address.") var email: String
        @Option(help: "Their name.") var name: String
        @Option(help: "What they may do; may be repeated.") var role: [Role]

        func run() async throws {
            let settings = Settings()
            let office = try settings.office(actor == nil ? .worker : .app)
            var credential = Credential.system
            if let actor {
                credential = try await StaffOptions.parse(["--as", actor]).credential(
                    .administrator,
                    in: office
                )
            } else if try await HasAdministrator(office: office)() {
                throw CommandFailure(Refusal.notSignedIn)
            }
            let user = NewUser(email: try EmailAddress(email), name: name)
            let id = try await CreateUser(office: office)(user, roles: role, as: credential)
            print("\(id) \(email): \(role.map(\.rawValue).joined(separator: ", "))")
        }
    }
}

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
            guard let user = try await FindUser(office: actor.office)(EmailAddress(email)) else {
                throw CommandFailure.data("Nobody is known under \(email): add them with `kodan users add`.")
            }
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
