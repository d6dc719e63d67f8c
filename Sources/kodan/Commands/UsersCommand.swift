import ArgumentParser
import KodanDomain
import KodanService
import KodanStore

/// People of the office, and those who act for hosts.
struct UsersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract:
            "Add people, give and take roles, let them in or not, let somebody act for an organization.",
        subcommands: [
            Add.self, List.self, Show.self, GrantCommand.self, Revoke.self, Member.self,
            PasswordCommand.self, Codes.self, Disable.self, Enable.self,
        ]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person with their first roles; `users grant` gives a known one another.",
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
                throw CommandFailure.nobodyActs
            }
            let user = NewUser(
                email: try EmailAddress(email),
                name: try name.plainText(.name, atMost: 100)
            )
            let id = try await CreateUser(office: office)(user, roles: role, as: credential)
            print("\(id) \(email): \(role.map(\.rawValue).joined(separator: ", "))")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List people with their roles.")
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<User>
        @Option(help: "Only those who hold this role.") var role: Role?
        @Option(help: "Only those with this in their name or mail address.") var name: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.administrator, .auditor])
            let found = try await ReadUsers(office: actor.office)(
                holding: role,
                named: name,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { user in
                let roles = user.roles.isEmpty ? "no role" : user.roles.joined(separator: " ")
                return "\(user.id)  \(user.name)  \(user.email)  \(roles)"
                    + (user.isActive ? "" : "  disabled")
            }
        }
    }

    struct GrantCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "grant",
            abstract: "Give somebody a role; a coordinator may be limited to a prefecture."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String
        @Option(help: "The role.") var role: Role
        @Option(help: "The prefecture, 01 to 47; several grants for several.") var prefecture: PrefectureCode?

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            try await GrantRole(office: actor.office)(role, to: user, in: prefecture, as: actor.credential)
            print("\(user) holds the role of \(role.rawValue)\(prefecture.map { " in \($0)" } ?? "").")
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a role from somebody at once; tokens for it serve no more."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String
        @Option(help: "The role.") var role: Role
        @Option(help: "Only in this prefecture, 01 to 47.") var prefecture: PrefectureCode?

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            try await RevokeRole(office: actor.office)(role, from: user, in: prefecture, as: actor.credential)
            print("\(user) is no longer \(role.rawValue)\(prefecture.map { " in \($0)" } ?? "").")
        }
    }

    struct Member: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody act for an organization, as a host; they are added if nobody knows them."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String
        @Option(help: "Their name.") var name: String
        @Option(help: "The organization, such as org-3.") var organization: Organization.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.coordinator, .administrator])
            let user = NewUser(
                email: try EmailAddress(email),
                name: try name.plainText(.name, atMost: 100)
            )
            let id = try await AddMember(office: actor.office)(user, to: organization, as: actor.credential)
            print("\(id) \(email) acts for \(organization).")
        }
    }
}
