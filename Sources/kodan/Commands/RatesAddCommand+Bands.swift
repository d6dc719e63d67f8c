import ArgumentParser
import KodanDomain

/// The two tables whose rows have many parts.
extension RatesAddCommand {
    struct AddFee: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fee",
            abstract: "Add a price of lectures for a rank, by lecture date.",
            discussion: """
                kodan rates add fee --rank standard --unit per_hour --amount 10000 --step 30 --rounding up \
                --preparation 60 --cap 40000 --tax-included --from 2027-04-01 --basis 'fee rules, article 3'
                """
        )
        @OptionGroup var days: Days
        @Option(help: "The presenter's rank.") var rank: RankCode
        @Option(help: "The programme; without one, all that have no price of their own.")
        var programme: ProgrammeCode?
        @Option(help: "What it is the price of.") var unit: FeeUnit
        @Option(help: "The price in whole yen.") var amount: Yen
        @Option(help: "The step in which time is billed, 1 to 60 minutes.") var step = 30
        @Option(help: "How time becomes steps.") var rounding: TimeRounding = .up
        @Option(help: "Minutes of preparation that a price per hour pays too, 0 to 480.") var preparation = 0
        @Option(help: "The most that one lecture costs.") var cap: Yen?
        @Flag(
            inversion: .prefixedNo,
            help: "Whether consumption tax is in the price; else it is added."
        )
        var taxIncluded: Bool
        @Option(help: "The rule of the body that sets it.") var basis: String

        func run() async throws {
            try await days.add("There is no such rate.") { days in
                do throws(FeeRateRefusal) {
                    let rate = try FeeRate(
                        rankCode: rank.text,
                        programmeCode: programme?.text,
                        unit: unit,
                        amount: amount,
                        timeStepMinutes: step,
                        rounding: rounding,
                        preparationMinutes: preparation,
                        cap: cap,
                        taxIncluded: taxIncluded,
                        validity: days,
                        legalBasis: basis
                    )
                    return [.fee(rate)]
                } catch {
                    throw CommandFailure.data(sentence(error))
                }
            }
        }

        private func sentence(_ refusal: FeeRateRefusal) -> String {
            switch refusal {
            case .code: "--rank and --programme take codes."
            case .amount: "--amount takes whole yen from 1 to 1000000, --cap one yen or more."
            case .timeStep: "--step takes 1 to 60 minutes, an even number where it is halved."
            case .preparation: "--preparation takes 0 to 480 minutes, and only beside --unit per_hour."
            }
        }
    }

    struct AddWithholding: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withholding",
            abstract: "Add all bands of the withholding tax of one class of payees, by payment date.",
            discussion: """
                Each --band is its lower end in yen and its income tax in hundredths of a per cent; it ends where the \
                next begins. The surtaxes are in thousandths of the income tax; together they must come to whole \
                hundredths of a per cent. The bands that hold when these begin end on the day before.

                kodan rates add withholding resident_individual --band 0:1000 --band 1000000:2000 --reconstruction 11 \
                --defence 10 --from 2027-01-01
                """
        )
        /// `1000000:2000`.
        struct Band: ExpressibleByArgument {
            let from: Int64
            let incomeTax: Int64

            init?(argument: String) {
                let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count == 2, let from = Int64(parts[0]), let tax = Int64(parts[1]),
                    (0...Yen.largestTransfer.amount).contains(from), (0..<10_000).contains(tax)
                else { return nil }
                self.from = from
                incomeTax = tax
            }
        }
        @OptionGroup var days: Days
        @Argument(help: "Whom it is withheld from.") var payees: WithholdingClass
        @Option(help: ArgumentHelp("A band; may be repeated, at most 10.", valueName: "from:tax"))
        var band: [Band]
        @Option(help: "The surtax for reconstruction, in thousandths of the income tax.") var reconstruction:
            Int64 = 0
        @Option(help: "The surtax for defence, in thousandths of the income tax.") var defence: Int64 = 0
        @Option(help: "What it is, and by which law.") var note = ""

        func validate() throws {
            guard (1...10).contains(band.count) else { throw ValidationError("Name 1 to 10 bands.") }
            guard (0...1_000).contains(reconstruction), (0...1_000).contains(defence) else {
                throw ValidationError("--reconstruction and --defence take 0 to 1000 thousandths.")
            }
        }

        func run() async throws {
            let bands = band.sorted { $0.from < $1.from }
            let surtaxed = 1_000 + reconstruction + defence
            let wrong =
                "The bands must begin at different yen, and income tax with surtaxes must come to whole "
            let expected = wrong + "hundredths of a per cent below 100 %."
            try await days.add(expected) { days in
                var rates: [Rate] = []
                for (index, band) in bands.enumerated() {
                    let next = index + 1 < bands.count ? Yen(bands[index + 1].from) : nil
                    let rate = try? WithholdingRate(
                        validity: days,
                        payeeClass: payees,
                        bandFrom: Yen(band.from),
                        bandTo: next,
                        rateBasisPoints: band.incomeTax * surtaxed / 1_000,
                        incomeTaxBasisPoints: band.incomeTax,
                        reconstructionPermille: reconstruction,
                        defencePermille: defence
                    )
                    guard let rate else { return nil }
                    rates.append(.withholding(rate, note: note))
                }
                return rates
            }
        }
    }
}
