import ArgumentParser
import KodanDomain
import KodanService
import Postgres

/// The record of who did what.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Read and verify the sealed record of who did what.",
        subcommands: [List.self, Verify.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List events, older ones first: all, or those of a thing, an action, a person or a time."
        )
        @OptionGroup var staff: StaffOptions
        @OptionGroup var page: PageOptions<AuditEvent>
        @Option(help: "To what it happened, such as req-1042.") var subject: String?
        @Option(help: "What happened, such as request.approved, or request for all of its kind.") var action:
            String?
        @Option(help: "Who did it: their mail address.") var by: String?
        @Option(help: "From this day or moment on.") var from: Instant?
        @Option(help: "Before this day or moment.") var before: Instant?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.auditor, .administrator])
            var filter = AuditFilter()
            filter.subject = subject
            filter.action = action
            if let by { filter.user = try await StaffOptions.known(by, in: actor.office) }
            filter.from = from
            filter.before = before
            let found = try await ReadAuditEvents(office: actor.office)(
                filter,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { event in
                let detail = event.detail.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
                return "\(event.id)  \(event.at)  \(event.user.map(\.description) ?? "-") \(event.role)  "
                    + "\(event.action)  \(event.subject)\(detail)"
                    + (event.onBehalfOf.map { "  for \($0)" } ?? "") + (event.reason.map { "  \($0)" } ?? "")
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute every seal; exit status 65 if one does not hold.",
            discussion: """
                --seal looks for the seal that a closed month printed: while the chain has it, everything up to it is as \
                it was then. Exit status 65 if no seal is that one.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "A seal that was printed: the 64 digits behind “audit seal”.") var seal: String?

        func run() async throws {
            let printed = try seal.map { text -> [UInt8] in
                guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else {
                    throw CommandFailure.data("--seal takes the 64 hexadecimal digits of a seal.")
                }
                return bytes
            }
            let actor = try await staff.signIn(as: .auditor)
            let verify = VerifyAudit(office: actor.office)
            let finding = try await verify(lookingFor: printed, as: actor.credential)
            if let broken = finding.firstBrokenSeal {
                throw CommandFailure.data("Seal \(broken) does not hold: the record was changed.")
            }
            print("All \(finding.seals) seals hold, over \(finding.events) events.")
            if let newest = finding.newestSeal { print("The newest is \(newest.hexadecimal).") }
            guard printed != nil else { return }
            guard let place = finding.soughtSeal else {
                throw CommandFailure.data(
                    "No seal is the one that was printed: the record was changed, or is another."
                )
            }
            print("The one that was printed is number \(place).")
        }
    }
}
