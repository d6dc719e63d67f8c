import ArgumentParser
import KodanDomain
import KodanService

extension HonorariaCommand {
    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct an honorarium by a red and a black entry; nothing is changed or deleted.",
            discussion: """
                What a closed month paid is taken back in the next payment, with the tax that was withheld from it, and \
                what is right is owed in its place: kodan honoraria correct hon-12 --minutes 90 --reason 'wrong time'. \
                With --rank the fee is computed anew by the table, also where it was declined or promised net by \
                mistake. With --cancel nothing is owed in its place; what was cancelled by mistake is owed again once \
                it is corrected: say what is right of it.
                """
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The honorarium, such as hon-12.") var honorarium: Honorarium.ID
        @Option(help: "The minutes that count; the fee follows by its own rate.") var minutes: Int?
        @Option(help: "The rank by whose price the fee is computed anew.") var rank: RankCode?
        @Option(help: "Travel money to the presenter, in whole yen.") var travel: Int64?
        @Option(help: "Travel that the body paid directly, in whole yen.") var travelDirectly: Int64?
        @Option(help: "Consumption tax that the payee's document shows apart; with --payee, the new one's.")
        var consumptionTax: Int64?
        @Option(help: "Whom it is owed to, such as pye-3.") var payee: Payee.ID?
        @Flag(help: "Nothing is owed.") var cancel = false
        @Option(help: "Why; the record keeps it.") var reason: String

        func validate() throws {
            let changes =
                minutes != nil || rank != nil || travel != nil || travelDirectly != nil
                || consumptionTax != nil || payee != nil
            guard cancel != changes else {
                throw ValidationError("Say what is right, or --cancel if nothing is owed.")
            }
        }

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            let correction = HonorariumCorrection(
                minutes: minutes,
                rank: rank,
                travelToPresenter: travel.map { Yen($0) },
                travelDirectly: travelDirectly.map { Yen($0) },
                separateTax: consumptionTax.map { Yen($0) },
                payee: payee
            )
            let result = try await CorrectHonorarium(office: actor.office)(
                honorarium,
                by: cancel ? nil : correction,
                reason: reason,
                as: actor.credential
            )
            let black = result.black.map { " and \($0) (black)" } ?? ""
            print(
                "\(honorarium): \(result.red) (red)\(black). "
                    + (result.wasPaid
                        ? "It was paid: what is new goes into the next payment." : "It was not paid yet.")
            )
        }
    }

    struct Repaid: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a payee has paid back what a payment below zero asks for."
        )
        @OptionGroup var staff: StaffOptions
        @Argument(help: "The payment, such as pmt-12.") var payment: Payment.ID
        @Option(help: "The day on which the money arrived.") var on: LocalDate

        func run() async throws {
            let actor = try await staff.signIn(as: .accountant)
            try await RecordRepayment(office: actor.office)(payment, on: on, as: actor.credential)
            print("\(payment) is settled.")
        }
    }
}
