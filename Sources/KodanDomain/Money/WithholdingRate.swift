/// Whom a fee is paid to, as the income tax sees it.
///
/// A body without legal personality that cannot prove to be corporation-like is an individual
/// (circular 204-1), and so is a sole trader with a trade name.
public enum WithholdingClass: String, Sendable, CaseIterable {
    /// 居住者
    case residentIndividual = "resident_individual"
    /// 非居住者
    case nonresidentIndividual = "nonresident_individual"
    /// 内国法人: nothing is withheld from lecture fees.
    case domesticCorporation = "domestic_corporation"
}

/// Why a row of the withholding table makes no sense.
public enum WithholdingRateRefusal: Error, Equatable {
    /// The band is empty or begins below zero.
    case band
    /// The rate is negative, or all of the payment.
    case rate
    /// The rate is not the income tax increased by its surtaxes.
    case composition
}

/// The rate of income tax and its surtaxes on one band of a payment, for one class of payees.
///
/// Source: Income Tax Act, articles 205 and 213; from 2013 the surtax for reconstruction; from 2027 that
/// for reconstruction and that for defence, with the same sum (tax reform outline FY2026, chapter 6).
public struct WithholdingRate: Hashable, Sendable, Dated {
    /// The key of its row; nil before it is stored.
    public let id: Int64?
    /// The payment dates on which it holds.
    public let validity: DateRange
    /// Whom it is withheld from.
    public let payeeClass: WithholdingClass
    /// The yen above which the band begins.
    public let bandFrom: Yen
    /// The last yen of the band; nil if it has no end.
    public let bandTo: Yen?
    /// All taxes together: 1021 is 10.21 %.
    public let rateBasisPoints: Int64
    /// The income tax alone: 1000 is 10 %.
    public let incomeTaxBasisPoints: Int64
    /// 復興特別所得税 in thousandths of the income tax.
    public let reconstructionPermille: Int64
    /// 防衛特別所得税 in thousandths of the income tax.
    public let defencePermille: Int64

    /// Refuses an empty band, a rate outside 0 to 9999 basis points, and a rate that is not exactly the
    /// income tax with its surtaxes.
    public init(
        id: Int64? = nil,
        validity: DateRange,
        payeeClass: WithholdingClass,
        bandFrom: Yen,
        bandTo: Yen?,
        rateBasisPoints: Int64,
        incomeTaxBasisPoints: Int64,
        reconstructionPermille: Int64,
        defencePermille: Int64
    ) throws(WithholdingRateRefusal) {
        guard bandFrom >= .zero, bandTo.map({ $0 > bandFrom }) ?? true else { throw .band }
        guard (0..<10_000).contains(rateBasisPoints), (0..<10_000).contains(incomeTaxBasisPoints) else {
            throw .rate
        }
        guard (0...1000).contains(reconstructionPermille), (0...1000).contains(defencePermille),
            rateBasisPoints * 1000
                == incomeTaxBasisPoints * (1000 + reconstructionPermille + defencePermille)
        else { throw .composition }
        self.id = id
        self.validity = validity
        self.payeeClass = payeeClass
        self.bandFrom = bandFrom
        self.bandTo = bandTo
        self.rateBasisPoints = rateBasisPoints
        self.incomeTaxBasisPoints = incomeTaxBasisPoints
        self.reconstructionPermille = reconstructionPermille
        self.defencePermille = defencePermille
    }

    /// The part of `base` that lies in the band.
    public func part(of base: Yen) -> Yen { WithholdingRate.part(of: base, from: bandFrom, to: bandTo) }

    /// The part of `base` that lies in a band above `from`, up to `to` if it has an end.
    public static func part(of base: Yen, from: Yen, to: Yen?) -> Yen {
        max(min(base, to ?? base) - from, .zero)
    }
}
