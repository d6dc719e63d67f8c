import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText
import KodanWeb

/// What programmes may cost.
struct BudgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: "Set what programmes may cost in a fiscal year, and show how their budgets stand.",
        subcommands: [Set.self, Show.self]
    )

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Set what a programme may cost in the fiscal year of the lecture; earlier amounts stay on record."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The programme's code, such as regional_dispatched.") var programme: ProgrammeCode
        @Argument(help: "The April it begins in: 2026 ends on 31 March 2027.") var year: FiscalYear
        @Argument(help: "Yen, 0 to 999999999999.") var amount: Int64
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            try await SetBudget(office: actor.office)(
                Yen(amount),
                for: programme,
                in: year,
                because: reason,
                as: actor.credential
            )
            print("\(programme) may cost \(Yen(amount).grouped) yen in \(year).")
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show for each programme what it may cost, spent, reserved, left, and the year's forecast.",
            discussion: """
                Spent is the gross of all honoraria, corrections included, and travel that was paid directly; reserved \
                are approved requests without an honorarium yet. The forecast is both, and for the months left the \
                requests to be expected at the pace of the months begun, each at the average of a request so far.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The April it begins in (this fiscal year).") var year: FiscalYear?
        @Flag(help: "One line of JSON.") var json = false

        func run() async throws {
            let actor = try await staff.signIn(
                asOneOf: [.accountant, .approver, .coordinator, .auditor, .administrator]
            )
            let (standings, today) = try await ReadBudgets(office: actor.office)(
                in: year,
                as: actor.credential
            )
            if json {
                print(try BudgetsBody(standings, on: today).line)
            } else if standings.isEmpty {
                print("None.")
            } else {
                for standing in standings { print(BudgetCommand.line(standing, on: today)) }
            }
        }
    }

    static func line(_ standing: BudgetStanding, on today: LocalDate) -> String {
        let use = standing.use
        let forecast = use.forecast(for: standing.year, on: today)
        return [
            "\(standing.programme)",
            "\(standing.year)",
            standing.budget.map { "budget \($0.grouped) yen" } ?? "no budget",
            "spent \(use.spent.grouped)",
            "reserved \(use.reserved.grouped)",
            standing.left.map { "left \($0.grouped)" },
            "forecast \(forecast.total.grouped) (\(counted(use.requests, "request")), "
                + "\(forecast.expectedRequests) expected at \(forecast.averagePerRequest.grouped))",
        ].compactMap(\.self).joined(separator: "  ")
    }
}
