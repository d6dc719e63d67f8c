public import KodanDomain
import KodanStore
import Postgres

/// What a presenter may expect for a lecture that is still offered.
public struct FeeEstimate: Sendable, Equatable {
    /// The fee by the rates of the lecture's day, before tax.
    public let fee: Yen
    /// What travel may cost; zero where it is not known, or there is none.
    public let travel: Yen
    /// What is withheld from a person who lives in Japan, of fee and travel together.
    public let tax: Yen

    /// Before tax.
    public var gross: Yen { fee + travel }

    /// After tax.
    public var net: Yen { gross - tax }
}

extension Desk {
    /// What an offer's presenter may expect; nil for programmes that pay nothing, and where no rate is known.
    ///
    /// With the service's own sight. The tax is that of a resident on the lecture's own day (docs of ``TaxQuote``): on
    /// the day of payment it may be another, which the page says. Travel that is paid to the presenter is taxed with
    /// the fee, also at its exact cost (Income Tax Act, article 204); what the body pays to carriers itself is not.
    func feeEstimate(
        of offer: OfferSummary,
        _ programme: ProgrammeCode,
        travel: TravelEstimate
    ) throws -> FeeEstimate? {
        let presenters = PresenterQueries(session)
        guard let rank = try presenters.paidRank(of: offer.presenter, under: programme) else { return nil }
        let rates = RateStore(session)
        let day = offer.during.date
        guard
            let rate = try? rates.feeTable().rate(rank: rank.text, programme: programme.text, on: day),
            let fee = try? rate.fee(for: offer.during.minutes).amount,
            let quote = try? TaxQuote(
                TaxQuestion(date: day, amount: .gross(fee + travel.amount)),
                from: rates.withholdingTable()
            )
        else { return nil }
        return FeeEstimate(fee: fee, travel: travel.amount, tax: quote.tax)
    }
}
