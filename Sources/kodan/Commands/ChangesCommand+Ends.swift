import ArgumentParser
import KodanDomain
import KodanService

extension ChangesCommand {
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back a change: the lecture stays as it was.",
            discussion: """
                For the side that proposed it, or a coordinator: with --on-behalf-of for who proposed it and phones, \
                else both sides are told.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The change, such as chg-3.") var change: LectureChange.ID
        @Option(help: "Why.") var reason: String
        @Option(help: ArgumentHelp("Who phoned or wrote, for the record.", valueName: "name"))
        var onBehalfOf: String?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.coordinator, .host, .presenter])
            try await WithdrawChange(office: actor.office)(
                change,
                because: reason,
                onBehalfOf: onBehalfOf,
                as: actor.credential
            )
            try await actor.show(change)
        }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide what becomes of a change that a side refused, or that nobody answers.",
            discussion: """
                keep: the lecture is held as it was agreed. release: the presenter is let go and another is looked for, \
                for the new date and venue where the host said yes to them. Both sides are told.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The change, such as chg-3.") var change: LectureChange.ID
        @Argument(help: "keep or release.") var decision: ChangeDecision
        @Option(help: "Why.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .coordinator)
            let decided = try await DecideChange(office: actor.office)(
                change,
                decision,
                because: reason,
                as: actor.credential
            )
            print(decided.line)
        }
    }
}
