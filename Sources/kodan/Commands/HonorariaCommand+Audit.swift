import ArgumentParser
import Foundation
import KodanDomain
import KodanService
import KodanText
import KodanWeb

extension HonorariaCommand {
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk from a payment or an honorarium back to its request, step by step.",
            discussion: """
                Every row of the chain with its date, its actor and its key: request, screening, offers, assignment, \
                materials, both attestations, evidence with SHA-256, travel, honorarium with its rate and legal basis, \
                corrections, payment with each tax band, approval, close, bank files and their results, notices. It \
                changes nothing.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payment or the honorarium, such as pmt-12 or hon-12.") var thing: ExplainedThing
        @Flag(help: "Print one line of JSON.") var json = false

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.auditor, .accountant, .approver])
            let explain = ExplainPayment(office: actor.office)
            let walk =
                switch thing {
                case .payment(let id): try await explain(id, as: actor.credential)
                case .honorarium(let id): try await explain(id, as: actor.credential)
                }
            if json {
                print(try PaymentWalkBody(walk).line)
            } else {
                for line in PaymentWalkText.lines(walk, in: .terminal) { print(line) }
            }
        }
    }

    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Search all transactions by date, amount and counterparty, in any combination.",
            discussion: """
                Dates are payment dates; amounts are what was sent (net), below zero where it was asked back. Without \
                --csv a page is printed; with it all that is found is written, whatever the page.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Option(help: "The first payment date, such as 2026-04-01.") var from: LocalDate?
        @Option(help: "The last payment date.") var to: LocalDate?
        @Option(help: "The least net amount, in whole yen.") var amountMin: Int64?
        @Option(help: "The most.") var amountMax: Int64?
        @Option(help: "Part of the payee's name, or a payee such as pye-3.") var payee: String?
        @Option(help: ArgumentHelp("Write all that is found as CSV.", valueName: "file")) var csv: String?
        @OptionGroup var page: PageOptions<Payment>

        func validate() throws {
            if let from, let to, from > to { throw ValidationError("--from lies behind --to.") }
            if let amountMin, let amountMax, amountMin > amountMax {
                throw ValidationError("--amount-min is more than --amount-max.")
            }
            if let payee, !(1...100).contains(payee.normalized.count) {
                throw ValidationError(
                    "--payee takes 1 to 100 characters of a name, or a payee such as pye-3."
                )
            }
        }

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.auditor, .accountant, .approver])
            let search = SearchTransactions(office: actor.office)
            let question = TransactionQuestion(
                from: from,
                to: to,
                least: amountMin.map { Yen($0) },
                most: amountMax.map { Yen($0) },
                counterparty: payee.map { name in Payee.ID(name).map { .payee($0) } ?? .named(name) }
            )
            if let csv {
                let path = URL(fileURLWithPath: csv).path
                let file = try await search.file(question, at: path, as: actor.credential)
                print("\(file.path)  \(counted(file.rows, "payment"))")
                return
            }
            let found = try await search(
                question,
                after: page.after,
                limit: page.limit,
                as: actor.credential
            )
            page.show(found) { Search.line($0) }
        }

        private static func line(_ entry: TransactionEntry) -> String {
            let file = entry.transferFile.map { "  \($0) \(entry.transferFileName ?? "")" } ?? ""
            return "\(entry.payment)  \(entry.payOn)  \(entry.payee) \(entry.payeeName)  gross "
                + "\(entry.gross.grouped)  tax \(entry.tax.grouped)  net \(entry.net.grouped)  "
                + "\(entry.state.rawValue)  \(entry.honoraria.map(\.description).joined(separator: " "))\(file)"
        }
    }
}

/// What can be explained: a payment or an honorarium, by its key.
enum ExplainedThing: ExpressibleByArgument {
    case payment(Payment.ID)
    case honorarium(Honorarium.ID)

    init?(argument: String) {
        if let id = Payment.ID(argument) {
            self = .payment(id)
        } else if let id = Honorarium.ID(argument) {
            self = .honorarium(id)
        } else {
            return nil
        }
    }
}
