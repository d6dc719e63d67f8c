/// Who hands over the money for a journey or a night.
public enum TravelPaid: String, Sendable, CaseIterable {
    /// To the presenter: inside the withholding base even at exact cost (Tax Answer 2795).
    case toPresenter = "to_presenter"
    /// By the body to carrier, hotel or travel agent, within what is normal: outside it (circular 204-4).
    case directly
}

/// One cost of travel.
public struct TravelCost: Hashable, Sendable {
    /// The cost.
    public let amount: Yen
    /// Who hands it over.
    public let paid: TravelPaid

    /// A cost and its way.
    public init(amount: Yen, paid: TravelPaid) {
        self.amount = amount
        self.paid = paid
    }
}

/// Consumption tax that the payee's own document shows apart from the fee.
///
/// Only with such a document does it stay out of the withholding base. It need not be a qualified invoice
/// (circular 直法6-1 of 1989-01-30, item 3, and the notice of 2021-12-09).
public struct SeparateConsumptionTax: Hashable, Sendable {
    /// The tax that the document shows.
    public let amount: Yen

    /// Tax that `document` shows, such as the key of the evidence; nil without a document or below zero.
    public init?(amount: Yen, document: String) {
        guard amount >= .zero, !document.isEmpty else { return nil }
        self.amount = amount
    }
}

/// Why amounts do not make an honorarium.
public enum HonorariumAmountRefusal: Error, Equatable {
    /// The fee or a cost is below zero.
    case negative
    /// The separate consumption tax is more than what the payee gets.
    case consumptionTax
}

/// What one lecture costs: fee and travel, and which part of it the withholding tax is computed from.
public struct HonorariumAmount: Hashable, Sendable {
    /// The fee with its consumption tax.
    public let fee: Yen
    /// Travel money that goes to the presenter.
    public let travelToPresenter: Yen
    /// Travel money that goes to carriers and hotels; no part of the payment.
    public let travelDirectly: Yen
    /// The consumption tax that the payee's document shows apart, if one does.
    public let separateConsumptionTax: SeparateConsumptionTax?

    /// Adds up what is owed for a lecture.
    public init(
        fee: Yen,
        travel: [TravelCost] = [],
        separateConsumptionTax: SeparateConsumptionTax? = nil
    ) throws(HonorariumAmountRefusal) {
        guard fee >= .zero, travel.allSatisfy({ $0.amount >= .zero }) else { throw .negative }
        self.fee = fee
        travelToPresenter = travel.filter { $0.paid == .toPresenter }.reduce(.zero) { $0 + $1.amount }
        travelDirectly = travel.filter { $0.paid == .directly }.reduce(.zero) { $0 + $1.amount }
        self.separateConsumptionTax = separateConsumptionTax
        guard (separateConsumptionTax?.amount ?? .zero) <= fee + travelToPresenter else {
            throw .consumptionTax
        }
    }

    /// What the body owes the payee before tax.
    public var gross: Yen { fee + travelToPresenter }

    /// What this lecture adds to the base of its payment.
    public var withholdingBase: Yen { gross - (separateConsumptionTax?.amount ?? .zero) }
}
