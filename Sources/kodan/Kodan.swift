import ArgumentParser
import Foundation

/// The one executable: each chore is a subcommand.
@main
struct Kodan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kodan",
        abstract: "Runs a Security Presenter programme, from a request to the month's bank file.",
        discussion: """
            Settings come from the environment; Config/kodan.example.env lists them all. A name that no setting has is \
            told on standard error.

            Exit status: 0 done; 64 wrong usage; 65 refused input; 66 a file that cannot be read; \
            69 no database or no server of the right version; 70 an error of kodan; 73 a file that cannot be \
            written; 74 a full disk or another failure of input or output; 75 busy, try again (another match, a port \
            in use); 77 not permitted; 78 a setting that is missing or wrong.
            """,
        subcommands: [
            DemoCommand.self, ServeCommand.self, WorkCommand.self, MigrateCommand.self, ImportCommand.self,
            MatchCommand.self, HonorariaCommand.self, TaxCommand.self, TransferCommand.self,
            UsersCommand.self, TokensCommand.self, PresentersCommand.self, OrganizationsCommand.self,
            PayeesCommand.self, PersonsCommand.self, RatesCommand.self, LecturesCommand.self,
            ChangesCommand.self,
            MaterialsCommand.self,
            EvidenceCommand.self, ProgrammesCommand.self,
            MailsCommand.self, CalendarsCommand.self, AuditCommand.self, KeysCommand.self, BudgetCommand.self,
        ]
    )

    /// Parses, runs, and turns whatever went wrong into one sentence and an exit status.
    static func main() async {
        do {
            var command = try parseAsRoot()
            standardError(SettingNames.complaints(about: ProcessInfo.processInfo.environment.keys))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            CommandFailure.exit(with: error)
        }
    }
}
