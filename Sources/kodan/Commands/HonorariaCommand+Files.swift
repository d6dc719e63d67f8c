import ArgumentParser
import Foundation
import KodanDomain
import KodanExport
import KodanImport
import KodanService
import KodanText

extension HonorariaCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the closed month's list and bank files; the paths are printed.",
            discussion: """
                The list is always written as CSV in UTF-8; --format adds JSON or a workbook with typed cells, --encoding \
                cp932 a second CSV for programs that read nothing else. What CP932 does not have is reported.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month, such as 2026-06.") var month: YearMonth
        @Option(help: "A further form of the list; may be repeated.") var format: [ListFormat] = []
        @Option(help: "The encoding of a further CSV.") var encoding = ListEncoding.utf8
        @Option(help: "The day on which the bank is to pay, where the month's payment day has passed.")
        var payOn: LocalDate?
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        /// The CSV that is always there, then what was asked for, each once.
        private var forms: [HonorariumListFile] {
            let further = HonorariumListFile.allCases.filter { form in
                form == .cp932 ? encoding == .cp932 : format.contains { $0.rawValue == form.rawValue }
            }
            return [.csv] + further.filter { $0 != .csv }
        }

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let own = try OfficeSettings(folder: settings.configFolder)
            let credential = try await staff.credential(.accountant, in: office)
            let folder = OutputFolder(to, settings).path
            for form in forms {
                let list = try await ExportHonorariumList(office: office)(
                    month,
                    form,
                    to: folder,
                    as: credential
                )
                print(list.path)
                report(list)
            }
            let files = try await ExportTransferFiles(office: office)(
                month,
                on: payOn,
                to: folder,
                by: own.bank,
                as: credential
            )
            tell(files)
        }
    }

    /// A form of the list.
    enum ListFormat: String, CaseIterable, ExpressibleByArgument {
        case csv
        case json
        case xlsx
    }

    /// The encoding of a list.
    enum ListEncoding: String, CaseIterable, ExpressibleByArgument {
        case utf8
        case cp932
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

                What came back after it was settled as paid is named in the same way, with the day on which it came back; \
                nothing but what is named is recorded then. It is sent again by honoraria retry.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The bank file, such as trf-3.") var file: TransferFile.ID
        @Option(help: "The day on which the bank paid, or sent back.") var paidOn: LocalDate
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
            print("\(counted(result.paid.count, "payment")) paid, \(result.returned.count) returned.")
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
            discussion: """
                Each payment goes to the payee's newest confirmed account. How many go again to the very account that \
                they came back from is said on standard error.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The closed month whose transfers came back, such as 2026-06.") var month: YearMonth
        @Option(help: "The day on which the bank is to pay, on which banks are open.") var payOn: LocalDate
        @Option(help: "The folder to write into (KODAN_DATA).") var to: String?

        func run() async throws {
            let settings = Settings()
            let office = try settings.office()
            let credential = try await staff.credential(.accountant, in: office)
            let progress = try await ReadAccountingDesk(office: office).progress(of: month, as: credential)
            let files = try await RetryTransfers(office: office)(
                month,
                on: payOn,
                to: OutputFolder(to, settings).path,
                by: OfficeSettings(folder: settings.configFolder).bank,
                as: credential
            )
            tell(files)
            if let unchanged = progress?.work.unchanged, unchanged > 0 {
                standardError([
                    "To the account that they came back from: \(unchanged). "
                        + "Where it is wrong, have a new one registered and confirmed."
                ])
            }
        }
    }
}

/// Says on standard error which characters of a list did not fit, and what stands in their place.
private func report(_ list: ExportedList) {
    guard list.misfitCount > 0 else { return }
    var lines = ["\(list.path): characters that CP932 does not have: \(list.misfitCount)"]
    lines += list.misfits.map { misfit in
        let code = String(misfit.character.value, radix: 16, uppercase: true)
        let written = misfit.written.isEmpty ? "nothing" : misfit.written
        return "  row \(misfit.row), \(misfit.column): \(misfit.character) (U+\(code)) written as \(written)"
    }
    let more = list.misfitCount - list.misfits.count
    if more > 0 { lines.append("  and \(more) more") }
    standardError(lines)
}

/// Prints where bank files lie; says on standard error which of them took the place of one that the bank may have.
private func tell(_ files: [ExportedTransfer]) {
    for file in files { print(TransferRow(file).text) }
    for file in files where file.hasReplaced {
        standardError([
            "\(file.path) has replaced a file of that name, of which the database knew nothing: it was made before a "
                + "crash, or before the database was restored. If the bank has that one, do not hand this one in."
        ])
    }
}

/// A bank file as one line.
private struct TransferRow {
    let text: String

    init(_ file: ExportedTransfer) {
        text =
            "\(file.path)  \(file.file): \(counted(file.records, "transfer")), "
            + "\(file.total.grouped) yen, to be paid on \(file.valueDate)"
    }
}
