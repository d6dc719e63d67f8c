import ArgumentParser
import KodanDomain
import KodanService
import Postgres

/// The record of who did what.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verify the sealed record of who did what.",
        subcommands: [Verify.self]
    )

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute every seal; exit status 65 if one does not hold."
        )
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let actor = try await staff.signIn(as: .auditor)
            let finding = try await VerifyAudit(office: actor.office)(as: actor.credential)
            if let broken = finding.firstBrokenSeal {
                throw CommandFailure.data("Seal \(broken) does not hold: the record was changed.")
            }
            print("All \(finding.seals) seals hold, over \(finding.events) events.")
        }
    }
}
