import ArgumentParser
import Foundation
import KodanDomain
import KodanImport
import KodanService
import KodanText
import KodanWeb

/// Questions about tax, without any database.
struct TaxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tax",
        abstract: "Say what would be withheld from a payment.",
        subcommands: [Quote.self]
    )

    struct Quote: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Quote the tax on one payment, or on each row of a table.",
            discussion: """
                One payment: kodan tax quote --date 2026-11-30 --gross 30000. The gross amount includes consumption \
                tax; with --separated the payee's own document shows it apart, and it stays out of the base. With \
                --net the amount is what the payee is to get: kodan tax quote --date 2026-11-30 --gross 100000 --net.

                A table: kodan tax quote --csv in.csv --out out.csv. It needs the columns gross, payee_kind, \
                residency, consumption_tax_separated and payment_date, and consumption_tax where that is separated; \
                all others pass through, in the same order of rows, and withholding and net are added. If a row is \
                bad, nothing is written.

                Non-residents are quoted without treaty relief.
                """
        )

        @Option(help: "The payment date, such as 2026-11-30.") var date: LocalDate?
        @Option(help: "The gross amount in whole yen; with --net the amount promised.") var gross: Int64?
        @Flag(help: "The amount is what the payee is to get after tax.") var net = false
        @Option(help: "individual or corporation.") var payee: LegalStatus = .individual
        @Option(help: "resident or nonresident.") var residency: Residency = .resident
        @Option(help: "The consumption tax within the gross amount, in whole yen.") var consumptionTax: Int64?
        @Flag(help: "The payee's own document shows the consumption tax apart.") var separated = false
        @Flag(help: "Print JSON, and nothing else, on standard output.") var json = false
        @Option(help: ArgumentHelp("A table of payments, UTF-8 or CP932.", valueName: "file")) var csv:
            String?
        @Option(help: ArgumentHelp("Where the table with its tax goes.", valueName: "file")) var out: String?

        func validate() throws {
            if csv != nil || out != nil {
                guard csv != nil, out != nil else { throw ValidationError("--csv and --out go together.") }
                let others = [
                    ("--date", date != nil), ("--gross", gross != nil), ("--net", net),
                    ("--consumption-tax", consumptionTax != nil), ("--separated", separated),
                    ("--json", json),
                ]
                if let (name, _) = others.first(where: \.1) {
                    throw ValidationError("\(name) is for one payment; a table says it in its columns.")
                }
                return
            }
            guard date != nil, gross != nil else {
                throw ValidationError("Name --date and --gross, or a table with --csv and --out.")
            }
            guard !separated || consumptionTax != nil else {
                throw ValidationError(
                    "--separated wants --consumption-tax, as the payee's document states it."
                )
            }
        }

        func run() throws {
            let settings = Settings()
            let table: WithholdingTable
            do {
                table = try WithholdingTable(shippedIn: settings.configFolder)
            } catch let problem as FileUnreadable {
                throw CommandFailure.configuration(
                    "\(problem): set KODAN_CONFIG to the folder of the tables."
                )
            } catch is WithholdingTableRefusal {
                throw CommandFailure.configuration("The withholding rates have a gap or an overlap.")
            }
            if let csv, let out {
                try quoteTable(csv, table, to: out)
            } else if let date, let gross {
                try quote(date, Yen(gross), table)
            }
        }

        private func quote(_ date: LocalDate, _ amount: Yen, _ table: WithholdingTable) throws {
            let question = TaxQuestion(
                date: date,
                amount: net ? .net(amount) : .gross(amount),
                legalStatus: payee,
                residency: residency,
                separateConsumptionTax: separated || net ? consumptionTax.map { Yen($0) } : nil
            )
            let quote: TaxQuote
            do throws(TaxQuoteRefusal) {
                quote = try TaxQuote(question, from: table)
            } catch {
                var days: DateRange?
                if case .withholding(.outsideTable(let payee, _)) = error { days = table.days(of: payee) }
                throw CommandFailure.data(TaxQuoteText.sentence(error, days: days, in: .terminal))
            }
            if json {
                print(try TaxQuoteBody(quote).line)
            } else {
                print(TaxQuoteText.lines(quote, in: .terminal).joined(separator: "\n"))
            }
        }

        private func quoteTable(_ csv: String, _ table: WithholdingTable, to out: String) throws {
            do {
                let file = try FileBytes(path: csv)
                let rows = try TaxQuoteFile.write({ try file.next() }, table: table, to: out)
                standardError(["\(out): \(counted(rows, "row"))"])
            } catch let refused as TaxQuoteRowsRefused {
                standardError(SheetProblems.lines(refused.problems, of: csv))
                let rows = refused.count == 1 ? "1 row is bad" : "\(refused.count) rows are bad"
                throw CommandFailure.data("Nothing was written, since \(rows).")
            } catch let problem as HeaderProblem {
                throw CommandFailure.data("\(csv): \(CommandFailure(problem).sentence)")
            } catch let problem as SheetBroken {
                throw CommandFailure.data("\(csv): \(SheetProblems.sentence(problem))")
            } catch let problem as TextEncodingError where problem != .noConverter {
                throw CommandFailure.data("\(csv): \(SheetProblems.sentence(problem))")
            }
        }
    }
}
