import ArgumentParser
import Foundation
import KodanDomain
import KodanExport
import KodanService
import KodanText

extension HonorariaCommand {
    struct Records: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the payment records (type 309) of a calendar year, or what corrects them.",
            discussion: """
                The year's files lie in a folder of its own, such as 309-2026, since the tax office names those of all \
                years alike. The first, 309dat01.txt, holds a record for each person who was owed more than 50,000 yen in the \
                year, all their registrations together, paid or not. A later run writes what changed since: the filed \
                records cancelled, and the right ones. Individual numbers are never in it: accounting adds them in the \
                filing tool. Non-residents have another form (type 339) and are named, not written.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The calendar year, such as 2026.") var year: CalendarYear
        @Option(help: "The file's number, 1 to 99; else the next one.") var sequence: Int?
        @Option(name: .customLong("repeat"), help: "Write the file with this number again, the same bytes.")
        var again: Int?
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func validate() throws {
            guard sequence == nil || again == nil else {
                throw ValidationError("--sequence makes a new file, --repeat an old one: use one of them.")
            }
            guard [sequence, again].allSatisfy({ $0.map { (1...99).contains($0) } ?? true }) else {
                throw ValidationError("--sequence and --repeat take 1 to 99.")
            }
        }

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let own = try OfficeSettings(folder: settings.configFolder)
            let credential = try await staff.credential(.accountant, in: office)
            let folder = OutputFolder(to, settings).path
            if let again {
                let repeats = RepeatPaymentRecords(office: office)
                print(try await repeats(again, of: year, to: folder, as: credential))
                return
            }
            do {
                let make = MakePaymentRecords(office: office)
                show(try await make(year, number: sequence, to: folder, by: own.body, as: credential))
            } catch let refusal as Refusal where refusal.code == "record_file_number" {
                let sentence = RefusalText.sentence(refusal, in: .terminal)
                let hint = Form309Text.earlierFile(again: "--repeat", in: .terminal)
                throw CommandFailure.data(sentence + hint)
            } catch let refused as PaymentRecordsRefused {
                standardError(refused.problems.map { Form309Text.sentence($0, in: .terminal) })
                throw CommandFailure.data("Nothing was written, since records cannot be.")
            }
        }

        private func show(_ made: PaymentRecordsMade) {
            for left in made.leftOut {
                print(Form309Text.leftOut(left.reason, of: left.payee, left.amount, in: .terminal))
            }
            for replaced in made.replaced {
                print(Form309Text.replaced(replaced.replacement, of: replaced.payee, in: .terminal))
            }
            guard let file = made.file else {
                print("Nothing was written: no record is due that is not filed as it is.")
                return
            }
            print("\(file.path)  \(counted(file.records, "record")), \(file.cancellations) cancelled")
        }
    }

    struct Accrued: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was fixed and unpaid on 31 March of a fiscal year (mibarai)."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The April it begins in: 2026 ends on 31 March 2027.") var year: FiscalYear
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let list = try await ListAccrued(office: office)(
                year,
                to: OutputFolder(to, settings).path,
                as: staff.credential(.accountant, in: office)
            )
            let totals = list.totals
            print(
                "\(list.path)  \(totals.lines) honoraria, gross \(totals.gross.grouped), tax "
                    + "\(totals.tax.grouped), net \(totals.net.grouped) yen"
            )
            if list.differsFromLast { print("It differs from the list that was made before.") }
        }
    }
}
