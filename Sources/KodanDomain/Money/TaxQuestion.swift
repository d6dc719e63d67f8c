/// What the body owes, or has promised, in a question about tax.
public enum QuotedAmount: Hashable, Sendable {
    /// What the body owes before tax, consumption tax included.
    case gross(Yen)
    /// What the payee is to get after tax (手取契約).
    case net(Yen)
}

/// A question about the tax on one payment that nobody has made yet.
public struct TaxQuestion: Hashable, Sendable {
    /// The payment date, which decides the rates.
    public let date: LocalDate
    /// What is owed or promised.
    public let amount: QuotedAmount
    /// Person or legal person.
    public let legalStatus: LegalStatus
    /// Where the payee is taxed on the payment date.
    public let residency: Residency
    /// The consumption tax within the gross amount that the payee's own document shows apart from the fee.
    ///
    /// As the document states it; nil if none does. Only then does it stay out of the base.
    public let separateConsumptionTax: Yen?

    /// A question.
    public init(
        date: LocalDate,
        amount: QuotedAmount,
        legalStatus: LegalStatus = .individual,
        residency: Residency = .resident,
        separateConsumptionTax: Yen? = nil
    ) {
        self.date = date
        self.amount = amount
        self.legalStatus = legalStatus
        self.residency = residency
        self.separateConsumptionTax = separateConsumptionTax
    }
}

/// Why a question about tax has no answer.
public enum TaxQuoteRefusal: Error, Equatable {
    /// No rates for this amount or this day.
    case withholding(WithholdingRefusal)
    /// Consumption tax below zero, or more than the gross amount that holds it.
    case consumptionTax(Yen)
    /// A net promise with consumption tax beside it: is the tax on top? The parties have to say.
    case netWithConsumptionTax
    /// A foreign corporation: nothing is calculated without advice.
    case foreignCorporation
}
