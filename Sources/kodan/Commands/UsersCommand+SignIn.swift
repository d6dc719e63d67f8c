import ArgumentParser
import KodanDomain
import KodanService

extension UsersCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one person and how they sign in.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.administrator, .auditor])
            let id = try await StaffOptions.known(email, in: actor.office)
            let user = try await ReadUsers(office: actor.office)(id, as: actor.credential)
            let roles = user.entry.roles.isEmpty ? "no role" : user.entry.roles.joined(separator: " ")
            print("\(user.entry.id)  \(user.entry.name)  \(user.entry.email)")
            print("  \(user.entry.isActive ? "may sign in" : "disabled")")
            print("  \(roles)")
            print("  added \(user.createdAt)")
            print("  password \(user.passwordSetAt.map { "set \($0)" } ?? "not set")")
            print("  one-time codes \(user.totpConfirmedAt.map { "since \($0)" } ?? "not set up")")
        }
    }

    struct PasswordCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: "Set somebody's password, or mail them a link to set it.",
            subcommands: [Set.self, Reset.self]
        )

        struct Set: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Set a password, read from standard input; ends the person's sessions.",
                discussion: """
                    For the first administrator, who gets no mail yet. One-time codes are set up when the person \
                    signs in for the first time.
                    """
            )
            @OptionGroup var staff: StaffOptions
            @Argument(help: "Their mail address.") var email: String

            func run() async throws {
                let actor = try await staff.signIn(as: .administrator)
                let user = try await StaffOptions.known(email, in: actor.office)
                let line = try SecretInput.line(prompt: "New password", limit: 1200)
                try await SetPassword(office: actor.office)(
                    KodanDomain.Password(line),
                    of: user,
                    as: actor.credential
                )
                print("\(user) has a new password.")
            }
        }

        struct Reset: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Mail somebody a link by which they set their password, once and within a day."
            )
            @OptionGroup var staff: StaffOptions
            @Argument(help: "Their mail address.") var email: String

            func run() async throws {
                let actor = try await staff.signIn(as: .administrator)
                let user = try await StaffOptions.known(email, in: actor.office)
                try await ResetPassword(office: actor.office)(user, as: actor.credential)
                print("\(user) gets a link by mail.")
            }
        }
    }

    struct Codes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-codes",
            abstract: "Take the one-time codes from somebody who lost authenticator and recovery codes.",
            discussion: "Their sessions end; when they sign in again they set up codes anew."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            try await RemoveTOTP(office: actor.office)(of: user, as: actor.credential)
            print("\(user) has no one-time codes any more.")
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody in no more: sessions end, tokens serve no more."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String
        @Option(help: "Why.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            try await DisableUser(office: actor.office)(user, because: reason, as: actor.credential)
            print("\(user) is disabled.")
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let somebody in again.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Their mail address.") var email: String

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            let user = try await StaffOptions.known(email, in: actor.office)
            try await EnableUser(office: actor.office)(user, as: actor.credential)
            print("\(user) is enabled.")
        }
    }
}
