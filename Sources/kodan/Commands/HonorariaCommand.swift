import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText

/// The month of the accounting office, step by step.
struct HonorariaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "honoraria",
        abstract: "Calculate, prepare, approve, close and export the month's honoraria.",
        subcommands: [
            Calculate.self, Prepare.self, Submit.self, Approve.self, Reopen.self, Close.self, Export.self,
            Settle.self, Retry.self, Correct.self, Repaid.self, Months.self, Agree.self, SeparateTax.self,
            SettleTravelCommand.self,
            FindingCommands.Check.self, FindingCommands.Findings.self, FindingCommands.Clear.self, Hold.self,
            Notices.self, NoticeCommand.self, Journal.self, Slip.self,
            Explain.self, Search.self, Records.self, Accrued.self,
        ]
    )

    struct Calculate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Calculate what is owed for attested lectures."
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "The last lecture day that counts, such as 2026-05-31.") var upTo: LocalDate

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let result = try await CalculateHonoraria(office: actor.office)(upTo: upTo, as: actor.credential)
            print(
                "\(counted(result.owed.count, "honorarium", "honoraria")) calculated; "
                    + "\(counted(result.withoutPay.count, "lecture")) without pay closed."
            )
            print(FindingLines.check(result.check))
            for (assignment, refusal) in result.leftOut.sorted(by: { $0.key < $1.key }) {
                print("\(assignment) left out: \(CommandFailure(refusal).sentence)")
            }
        }
    }

    struct Prepare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare the month's payments: one for each payee, tax once on the sum."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The month of the payment date, such as 2026-06.") var month: YearMonth

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let result = try await PreparePayments(office: actor.office)(month, as: actor.credential)
            print(
                "\(counted(result.prepared.count, "payment")) of \(month) prepared, to be paid on \(result.payOn)."
            )
            for entry in result.leftOut {
                print("\(entry.payee) left out: \(LeftOutText.sentence(entry.reason, in: .terminal))")
            }
        }
    }

    struct Submit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hand the month's drafts to the approver.")
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The month, such as 2026-06.") var month: YearMonth

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let ids = try await SubmitPayments(office: actor.office)(month, as: actor.credential)
            print("\(counted(ids.count, "payment")) of \(month) handed in for approval.")
        }
    }

    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a payment back from the approver, to be changed; its approval is lost."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payment, such as pmt-12.") var payment: Payment.ID
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            try await ReopenPayment(office: actor.office)(payment, reason: reason, as: actor.credential)
            print("\(payment) is a draft again.")
        }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold back what is owed to a payee, until `honoraria clear` releases it."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payee, such as pye-3.") var payee: Payee.ID
        @Option(help: "Why; the record keeps it.") var reason: String

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let held = try await HoldPayments(office: actor.office)(
                of: payee,
                because: reason,
                as: actor.credential
            )
            print("\(payee) is held back by \(held.finding).")
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close the month for ever, with its totals."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The month, such as 2026-06.") var month: YearMonth

        func run() async throws {
            let actor = try await staff.signIn(as: .approver)
            print(MonthRow(try await CloseMonth(office: actor.office)(month, as: actor.credential)).text)
        }
    }

    struct Months: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the months with their state and totals."
        )
        @OptionGroup var staff: StaffOptions

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            var before: YearMonth?
            repeat {
                let page = try await MonthOverview(office: actor.office)(before: before, as: actor.credential)
                for month in page.months { print(MonthRow(month).text) }
                before = page.next
            } while before != nil
        }
    }
}
