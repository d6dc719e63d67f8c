import ArgumentParser
import KodanDomain
import KodanService

/// Private calendars, which calendar programs read by a secret address.
struct CalendarsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendars",
        abstract: "Give out, list and revoke the addresses of private calendars.",
        subcommands: [Issue.self, List.self, Revoke.self]
    )

    fileprivate static let keepers: [Role] = [.coordinator, .presenter, .host]

    /// Whose calendar it is.
    struct Owner: ParsableArguments {
        @Option(help: "The presenter, such as pre-3.") var presenter: Presenter.ID?
        @Option(help: "The organization, such as org-2.") var organization: Organization.ID?

        func validate() throws {
            guard (presenter == nil) != (organization == nil) else {
                throw ValidationError("Name either --presenter or --organization.")
            }
        }

        /// The one that was named.
        func named() throws -> CalendarOwner {
            if let presenter { return .presenter(presenter) }
            guard let organization else {
                throw ValidationError("Name either --presenter or --organization.")
            }
            return .organization(organization)
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give out an address; it is shown once, and the one before serves nobody from now on."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var owner: Owner

        func run() async throws {
            let address = try Settings().publicAddress()
            let actor = try await staff.signIn(asOneOf: CalendarsCommand.keepers)
            let made = try await IssueCalendar(office: actor.office)(
                for: try owner.named(),
                as: actor.credential
            )
            print("\(made.id)  \(address)/v1/calendars/\(made.secret).ics")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the addresses that were given out, without the secrets in them."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<CalendarFeed>
        @OptionGroup var owner: Owner

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: CalendarsCommand.keepers + [.auditor])
            let found = try await ReadCalendars(office: actor.office)(
                of: try owner.named(),
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { feed in
                "\(feed.id)  \(feed.createdAt)  \(feed.revokedAt.map { "revoked \($0)" } ?? "serves")"
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End an address from now on.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The calendar's key, such as cal-3.") var calendar: CalendarFeed.ID

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: CalendarsCommand.keepers)
            try await RevokeCalendar(office: actor.office)(calendar, as: actor.credential)
            print("\(calendar) serves nobody any more.")
        }
    }
}
