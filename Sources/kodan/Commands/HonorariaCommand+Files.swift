import ArgumentParser
import Foundation
import KodanDomain
import KodanImport
import KodanService

extension HonorariaCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the closed month's list and bank files; the paths are printed."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month, such as 2026-06.") var month: YearMonth
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let own = try OfficeSettings(folder: settings.configFolder)
            let credential = try await staff.credential(.accountant, in: office)
            let folder = OutputFolder(to, settings).path
            print(try await ExportHonorariumList(office: office)(month, to: folder, as: credential).path)
            let files = try await ExportTransferFiles(office: office)(
                month,
                to: folder,
                by: own.bank,
                as: credential
            )
            for file in files { print(TransferRow(file).text) }
        }
    }

    struct Settle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what the bank did with a file.",
            discussion: """
                Without --results all transfers were paid but those that --returned names: kodan honoraria settle \
                trf-3 --paid-on 2026-06-25 --returned '12:no such account'.

                With --results a table (CSV, UTF-8 or CP932) says it for each: the columns record, result (paid or \
                returned), reason where it came back, and amount, which is checked against what was sent. Headers and \
                words may be Japanese, as the README lists them. Transfers that it does not name wait for another \
                answer.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The bank file, such as trf-3.") var file: TransferFile.ID
        @Option(help: "The day on which the bank paid.") var paidOn: LocalDate
        @Option(help: "A returned record, as record:reason; may be repeated.") var returned: [String] = []
        @Option(help: ArgumentHelp("The bank's answer as a table.", valueName: "file")) var results: String?

        func validate() throws {
            guard results == nil || returned.isEmpty else {
                throw ValidationError("--returned and --results say the same: use one of them.")
            }
        }

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let settle = SettleTransferFile(office: actor.office)
            let result: SettledTransfer
            if let results {
                let answers = try read(results).map {
                    TransferResult(record: $0.record, amount: $0.amount, returned: $0.returned)
                }
                result = try await settle(file, paidOn: paidOn, results: answers, as: actor.credential)
            } else {
                result = try await settle(file, paidOn: paidOn, returned: reasons(), as: actor.credential)
            }
            print("\(result.paid.count) payments paid, \(result.returned.count) returned.")
        }

        private func reasons() throws -> [Int: String] {
            var reasons: [Int: String] = [:]
            for text in returned {
                let parts = text.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, let record = Int(parts[0]) else {
                    throw ValidationError("--returned takes record:reason, such as 12:no such account")
                }
                reasons[record] = String(parts[1])
            }
            return reasons
        }

        private func read(_ path: String) throws -> [BankResult] {
            do {
                let file = try FileBytes(path: path)
                return try BankResultSheet.read { try file.next() }
            } catch let refused as BankResultsRefused {
                standardError(SheetProblems.lines(refused.problems, of: path))
                throw CommandFailure.data("Nothing was recorded, since rows are bad.")
            } catch let problem as HeaderProblem {
                throw CommandFailure.data("\(path): \(CommandFailure(problem).sentence)")
            } catch let problem as SheetBroken {
                throw CommandFailure.data("\(path): \(SheetProblems.sentence(problem))")
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send again what the bank returned: the same amounts, in new bank files.",
            discussion: "Each payment goes to the payee's newest confirmed account."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month whose transfers came back, such as 2026-06.") var month: YearMonth
        @Option(help: "The day on which the bank is to pay, on which banks are open.") var payOn: LocalDate
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let files = try await RetryTransfers(office: office)(
                month,
                on: payOn,
                to: OutputFolder(to, settings).path,
                by: OfficeSettings(folder: settings.configFolder).bank,
                as: staff.credential(.accountant, in: office)
            )
            for file in files { print(TransferRow(file).text) }
        }
    }
}

/// A bank file as one line.
private struct TransferRow {
    let text: String

    init(_ file: ExportedTransfer) {
        text =
            "\(file.path)  \(file.file): \(file.records) transfers, \(file.total.grouped) yen, to be paid on "
            + "\(file.valueDate)"
    }
}
