/// The tax on one band of the base.
public struct TaxQuoteBand: Hashable, Sendable {
    /// The row that was used.
    public let rate: WithholdingRate
    /// The part of the base in the band.
    public let part: Yen
    /// The tax on the part before its fraction is dropped, in 1/10,000 yen.
    public var exactTenThousandths: Int64 { part.amount * rate.rateBasisPoints }
}

/// What would be withheld from one payment, with every step.
public struct TaxQuote: Hashable, Sendable {
    /// What was asked.
    public let question: TaxQuestion
    /// What the body owes before tax; grossed up where a net amount was promised.
    public let gross: Yen
    /// The tax with its base and the rows used.
    public let withholding: Withholding
    /// The base by band, lowest first; at least one band.
    public let bands: [TaxQuoteBand]

    /// Answers `question` from the dated rates of `table`.
    ///
    /// For non-residents without treaty relief: a treaty may exempt the payment or lower the rate, but only with the
    /// notification filed by the day before it.
    public init(_ question: TaxQuestion, from table: WithholdingTable) throws(TaxQuoteRefusal) {
        let payee: WithholdingClass
        switch (question.legalStatus, question.residency) {
        case (.individual, .resident): payee = .residentIndividual
        case (.individual, .nonresident): payee = .nonresidentIndividual
        case (.corporation, .resident): payee = .domesticCorporation
        case (.corporation, .nonresident): throw .foreignCorporation
        }
        self.question = question
        do throws(WithholdingRefusal) {
            switch question.amount {
            case .gross(let gross):
                guard gross >= .zero else { throw .negative(gross) }
                self.gross = gross
            case .net(let net):
                gross = try table.grossUp(net: net, for: payee, on: question.date).gross
            }
        } catch {
            throw .withholding(error)
        }
        if let tax = question.separateConsumptionTax {
            if case .net = question.amount { throw .netWithConsumptionTax }
            guard (.zero...gross).contains(tax) else { throw .consumptionTax(tax) }
        }
        do throws(WithholdingRefusal) {
            let base = gross - (question.separateConsumptionTax ?? .zero)
            withholding = try table.withholding(on: base, from: payee, on: question.date)
        } catch {
            throw .withholding(error)
        }
        let base = withholding.base
        bands = withholding.rates.map { TaxQuoteBand(rate: $0, part: $0.part(of: base)) }
    }

    /// What the tax is computed from.
    public var base: Yen { withholding.base }

    /// What is withheld.
    public var tax: Yen { withholding.tax }

    /// What the payee gets.
    public var net: Yen { gross - tax }

    /// Whether a treaty may lower the tax: the quote is without its relief.
    public var isWithoutTreatyRelief: Bool { question.residency == .nonresident }
}
