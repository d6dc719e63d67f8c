import ArgumentParser
import Foundation
import KodanDomain
import KodanImport
import KodanService
import KodanText

/// The dated tables by which money is computed.
struct RatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates",
        abstract: "Show and change dated rates: fees, taxes, travel, evidence, holidays.",
        discussion: """
            A rate holds from its first day to its last, both included. To change one, end it and add its successor: \
            kodan rates end fee-3 --last 2027-03-31, then kodan rates add fee --from 2027-04-01 … What amounts were \
            computed from stands for ever: it can end, but not before the last day that it was used for.
            """,
        subcommands: [List.self, RatesAddCommand.self, End.self, Remove.self, HolidaysCommand.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the rates, each with the key by which it is ended or removed."
        )
        enum Table: String, ExpressibleByArgument, CaseIterable {
            case fee, withholding
            case consumptionTax = "consumption-tax"
            case deduction, travel, evidence, holidays
        }
        @OptionGroup var staff: StaffOptions
        @Argument(help: "Only this table.") var table: Table?
        @Option(help: "Only what holds on this day.") var on: LocalDate?

        func run() async throws {
            let actor = try await staff.signIn(asOneOf: [.administrator] + Role.insiders)
            let read = ReadRates(office: actor.office)
            let kinds = table.map { RateKind(rawValue: $0.rawValue).map { [$0] } ?? [] } ?? RateKind.allCases
            let rates = kinds.isEmpty ? [] : try await read(kinds, on: on, as: actor.credential)
            for rate in rates { print(RateLine.text(rate)) }
            guard table == .holidays else {
                if rates.isEmpty { print("None.") }
                return
            }
            let holidays = try await read.holidays(on: on, as: actor.credential)
            for holiday in holidays { print("\(holiday.date)  \(holiday.name)") }
            if holidays.isEmpty { print("None.") }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move the last day of rates, such as fee-3; all of them or none.",
            discussion: "The bands of a tax end together: kodan rates end wht-8 wht-9 --last 2047-12-31"
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The rates, such as fee-3; `kodan rates list` names them.") var rates: [RateKey]
        @Option(help: "The last day on which they hold.") var last: LocalDate

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            try await EndRates(office: actor.office)(rates, on: last, as: actor.credential)
            for rate in rates { print("\(rate) ends on \(last).") }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove rates that were entered wrongly and never used; all of them or none."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The rates, such as fee-3.") var rates: [RateKey]

        func run() async throws {
            let actor = try await staff.signIn(as: .administrator)
            try await RemoveRates(office: actor.office)(rates, as: actor.credential)
            for rate in rates { print("\(rate) is gone.") }
        }
    }

    struct HolidaysCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "holidays",
            abstract:
                "Add the holidays of a year that is not known yet, from a file like Config/calendar/holidays.csv.",
            discussion:
                """
                The file holds all holidays of that year, no others. In a year that is known, --correct puts the file's \
                days, all of them still ahead, in place of those that are.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The year, such as 2028.") var year: Int
        @Argument(help: "The file, with the columns date, weekday, name_ja, name_en, kind.") var file: String
        @Option(help: "Correct the days ahead of a known year, for this reason; the record keeps it.")
        var correct: String?

        func run() async throws {
            let bytes = try FileBytes(path: file)
            let holidays = try read(bytes)
            let actor = try await staff.signIn(as: .administrator)
            if let correct {
                try await CorrectHolidays(office: actor.office)(
                    holidays,
                    of: year,
                    because: correct,
                    as: actor.credential
                )
                print("The holidays of \(year) that are ahead: \(holidays.count).")
                return
            }
            try await AddHolidays(office: actor.office)(holidays, of: year, as: actor.credential)
            print("\(counted(holidays.count, "holiday")) of \(year) added.")
        }

        /// At most one row more than a year may have: a file without end fills no memory.
        private func read(_ bytes: FileBytes) throws -> [Holiday] {
            do {
                var reader = try TableReader<HolidayRecord> { try bytes.next() }
                var holidays: [Holiday] = []
                while holidays.count <= AddHolidays.counts.upperBound, let record = try reader.next() {
                    holidays.append(record.holiday)
                }
                return holidays
            } catch let problem as TableProblem {
                throw CommandFailure.data("\(problem); nothing was added.")
            }
        }
    }
}
