import ArgumentParser
import KodanDomain
import KodanService

/// What follows a lecture, or its cancellation.
struct LecturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectures",
        abstract: "Claim travel to a lecture that was called off.",
        subcommands: [ClaimTravelCommand.self]
    )

    struct ClaimTravelCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claim-travel",
            abstract: "Claim one leg of travel that was bought for a lecture that was called off.",
            discussion: """
                A leg by car takes --kilometres and is paid at the body's rate; mode lodging_allowance takes --nights; \
                every other mode takes --amount, what was paid. Travel to a lecture that was given is claimed with its \
                report.

                kodan lectures claim-travel asg-7 --day 2026-07-08 --mode rail --from Shinjuku --to Nagano --amount 8340 \
                --evidence evd-3 --as ana@example.jp
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The lecture, such as asg-7.") var assignment: Assignment.ID
        @Option(help: "The day of travel, or of the first night.") var day: LocalDate
        @Option(help: "By what.") var mode: TravelMode
        @Option(help: "Where the leg begins.") var from: String
        @Option(help: "Where it ends; a night ends where it begins.") var to: String
        @Option(help: "What was paid, in whole yen.") var amount: Yen?
        @Option(help: "How far the car went.") var kilometres: Int?
        @Option(help: "For how many nights the allowance is claimed.") var nights: Int?
        @Flag(help: "The body paid the carrier or hotel itself.") var paidDirectly = false
        @Option(help: "The file behind it, such as evd-3; the settlement wants one for each leg.")
        var evidence: Evidence.ID?

        func run() async throws {
            let claim = try TravelClaim(
                day: day,
                mode: mode,
                from: from,
                to: to,
                amount: amount,
                kilometres: kilometres,
                nights: nights,
                isPaidDirectly: paidDirectly,
                evidence: evidence
            )
            let actor = try await staff.signIn(asOneOf: [.coordinator, .presenter])
            try await ClaimTravel(office: actor.office)([claim], for: assignment, as: actor.credential)
            print("The leg is claimed for \(assignment).")
        }
    }
}
