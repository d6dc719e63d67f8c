import ArgumentParser
import Foundation
import KodanDomain
import KodanExport
import KodanImport
import KodanService
import KodanText

extension HonorariaCommand {
    struct Journal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the closed month's journal entries as CSV, with the body's account codes.",
            discussion: """
                Accounts and consumption tax codes stand in accounting/journal-accounts.csv of KODAN_CONFIG. Payments that \
                the bank has not answered for stand on their payment date, and the last column says so.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month, such as 2026-06.") var month: YearMonth
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let table = try FileBytes(path: settings.configFolder + "/accounting/journal-accounts.csv")
            let paper = try await ExportJournal(office: office)(
                month,
                to: OutputFolder(to, settings).path,
                by: JournalAccounts { try table.next() },
                as: staff.credential(.accountant, in: office)
            )
            print(paper.line)
        }
    }

    struct Slip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show and write the figures of a month's tax slip, by the day of the actual payment.",
            discussion: """
                The month need not be closed. Payments without withholding, such as those of corporations, are left out.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The month in which was paid, such as 2026-06.") var month: YearMonth
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let slip = try await ExportTaxSlip(office: office)(
                month,
                to: OutputFolder(to, settings).path,
                as: staff.credential(.accountant, in: office)
            )
            print("Tax on lecture fees (code 01) paid in \(month), due on \(slip.dueOn):")
            show("residents", slip.residents)
            if slip.nonresidents != TaxSlipFigures() {
                show("non-residents, a slip of their own", slip.nonresidents)
            }
            if slip.waiting > 0 {
                let waiting = "\(counted(slip.waiting, "payment")) of \(month)"
                print("Not in it: \(waiting) for which the bank has not answered.")
            }
            print(slip.paper.line)
        }

        private func show(_ name: String, _ figures: TaxSlipFigures) {
            let excess = figures.excess > .zero ? ", above a million \(figures.excess.grouped) yen" : ""
            print(
                "  \(name): \(counted(figures.payees, "payee")), \(figures.statedPaid.grouped) yen, "
                    + "tax \(figures.due.grouped) yen\(excess)"
            )
            guard figures.overpaid > .zero else { return }
            print(
                "    \(figures.overpaid.grouped) yen were given back beyond the month's tax: ask the tax office to "
                    + "return them, or to set them off."
            )
        }
    }
}

extension ExportedPaper {
    /// Its path, and whether it says something else than last time.
    fileprivate var line: String { path + (differsFromLast ? "  (not what it was last time)" : "") }
}
