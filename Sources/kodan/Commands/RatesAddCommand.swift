import ArgumentParser
import KodanDomain
import KodanService

/// New rows of the dated tables; one subcommand for each table.
struct RatesAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a rate: fee, withholding, consumption-tax, deduction, travel or evidence.",
        subcommands: [
            AddFee.self, AddWithholding.self, AddConsumptionTax.self, AddDeduction.self, AddTravel.self,
            AddEvidence.self,
        ]
    )

    /// The days on which a new row holds, and who adds it.
    struct Days: ParsableArguments {
        @OptionGroup var staff: StaffOptions
        @Option(help: "The first day on which it holds.") var from: LocalDate
        @Option(help: "The last day; without one it holds until further notice.") var last: LocalDate?

        func validate() throws {
            guard DateRange(first: from, last: last) != nil else {
                throw ValidationError("--last comes before --from.")
            }
        }

        /// Adds the rates that `made` makes for these days; nil is refused with `expected`.
        func add(_ expected: String, _ made: (DateRange) throws -> [Rate]?) async throws {
            guard let days = DateRange(first: from, last: last), let rates = try made(days) else {
                throw CommandFailure.data(expected)
            }
            let actor = try await staff.signIn(as: .administrator)
            for key in try await AddRates(office: actor.office)(rates, as: actor.credential) {
                print("\(key) holds from \(from)\(last.map { " to \($0)" } ?? " on").")
            }
        }
    }

    struct AddConsumptionTax: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "consumption-tax",
            abstract: "Add a rate of the consumption tax, by lecture date."
        )
        @OptionGroup var days: Days
        @Option(help: "The rate in hundredths of a per cent: 1000 is 10 %.") var basisPoints: Int64
        @Option(help: "What it is, and by which law.") var note = ""

        func run() async throws {
            try await days.add("--basis-points takes a whole number from 0 to 10000.") { days in
                ConsumptionTaxRate(validity: days, basisPoints: basisPoints).map {
                    [.consumptionTax($0, note: note)]
                }
            }
        }
    }

    struct AddDeduction: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deduction",
            abstract: "Add what the body may deduct when a payee is not registered, by lecture date."
        )
        @OptionGroup var days: Days
        @Option(help: "The deductible share of the tax, 0 to 100.") var percent: Int
        @Option(help: "What it is, and by which law.") var note = ""

        func run() async throws {
            try await days.add("--percent takes a whole number from 0 to 100.") { days in
                TransitionalDeduction(validity: days, percent: percent).map { [.deduction($0, note: note)] }
            }
        }
    }

    struct AddTravel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "travel",
            abstract:
                "Add a limit of lodging, the allowance for a night, or the price of a kilometre by car.",
            discussion:
                "kodan rates add travel lodging_limit --prefecture 13 --amount 19000 --from 2027-04-01 …"
        )
        @OptionGroup var days: Days
        @Argument(help: "What it is the price of.") var kind: TravelRateKind
        @Option(help: "Whole yen: a night, or a kilometre.") var amount: Yen
        @Option(help: "Of a limit of lodging: where it holds, 01 to 47; without one, wherever no other does.")
        var prefecture: PrefectureCode?
        @Option(help: "The rule of the body that sets it.") var basis: String

        func validate() throws {
            guard prefecture == nil || kind == .lodgingLimit else {
                throw ValidationError("--prefecture is for lodging_limit only.")
            }
        }

        func run() async throws {
            try await days.add("--amount takes whole yen from 1 to 1000000.") { days in
                TravelRate(
                    kind: kind,
                    prefecture: prefecture,
                    amount: amount,
                    validity: days,
                    legalBasis: basis
                ).map { [.travel($0)] }
            }
        }
    }

    struct AddEvidence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "evidence",
            abstract: "Add a rule: which evidence a claim wants, above which amount.",
            discussion: "kodan rates add evidence taxi --wants receipt --above 0 --from 2027-04-01 …"
        )
        @OptionGroup var days: Days
        @Argument(help: "What the rule is about.") var claim: EvidencedClaim
        @Option(help: "receipt, attendance_sheet, flyer or invoice.") var wants: EvidenceKind
        @Option(help: "Amounts above this one want it; 0 for all.") var above: Yen
        @Option(help: "The rule of the body that sets it.") var basis: String

        func run() async throws {
            let expected = "--above takes whole yen from 0 to 1000000, and --wants a kind other than `other`."
            try await days.add(expected) { days in
                EvidenceRule(claim: claim, above: above, evidence: wants, validity: days, legalBasis: basis)
                    .map { [.evidence($0)] }
            }
        }
    }
}
