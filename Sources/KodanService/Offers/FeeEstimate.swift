public import KodanDomain
import KodanStore
import Postgres

/// What a presenter may expect for a lecture that is still offered; travel is paid as it costs, and not told before.
public struct FeeEstimate: Sendable, Equatable {
    /// The fee by the rates of the lecture's day, before tax.
    public let fee: Yen
    /// What is withheld of it from a person who lives in Japan.
    public let tax: Yen

    /// After tax.
    public var net: Yen { fee - tax }
}

extension Desk {
    /// What an offer's presenter may expect; nil for programmes that pay nothing, and where no rate is known.
    ///
    /// With the service's own sight. The tax is that of a resident on the lecture's own day (docs of ``TaxQuote``): on the
    /// day of payment it may be another, which the page says.
    func feeEstimate(of offer: OfferSummary, _ programme: ProgrammeCode) throws -> FeeEstimate? {
        let presenters = PresenterQueries(session)
        guard let rank = try presenters.paidRank(of: offer.presenter, under: programme) else { return nil }
        let rates = RateStore(session)
        let day = offer.during.date
        guard
            let rate = try? rates.feeTable().rate(rank: rank.text, programme: programme.text, on: day),
            let fee = try? rate.fee(for: offer.during.minutes).amount,
            let quote = try? TaxQuote(
                TaxQuestion(date: day, amount: .gross(fee)),
                from: rates.withholdingTable()
            )
        else { return nil }
        return FeeEstimate(fee: fee, tax: quote.tax)
    }
}
