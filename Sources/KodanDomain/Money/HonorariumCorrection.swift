/// What is to stand in the place of an entry; nil keeps what the entry says.
public struct HonorariumCorrection: Hashable, Sendable {
    /// The minutes that count; the fee is computed anew by the entry's own rate.
    public var minutes: Int?
    /// The rank by whose price the fee is computed anew, whatever it was computed from.
    public var rank: RankCode?
    /// Travel money that goes to the presenter.
    public var travelToPresenter: Yen?
    /// Travel money that the body paid to carriers and hotels.
    public var travelDirectly: Yen?
    /// Consumption tax that the payee's document shows apart; none for another payee unless it is said anew, for the
    /// document was that of the one before.
    public var separateTax: Yen?
    /// Whom it is owed to.
    public var payee: Payee.ID?

    /// A correction.
    public init(
        minutes: Int? = nil,
        rank: RankCode? = nil,
        travelToPresenter: Yen? = nil,
        travelDirectly: Yen? = nil,
        separateTax: Yen? = nil,
        payee: Payee.ID? = nil
    ) {
        self.minutes = minutes
        self.rank = rank
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.separateTax = separateTax
        self.payee = payee
    }
}

/// What a black entry (黒) says.
public struct BlackEntry: Hashable, Sendable {
    /// Whom it is owed to.
    public let payee: Payee.ID
    /// The minutes that count.
    public let minutes: Int
    /// The minutes that are paid for.
    public let billedMinutes: Int
    /// The fee.
    public let fee: Yen
    /// Travel money that goes to the presenter.
    public let travelToPresenter: Yen
    /// Travel money that the body paid to carriers and hotels.
    public let travelDirectly: Yen
    /// Consumption tax that the payee's document shows apart.
    public let separateTax: Yen
    /// By whose price, and from which rows, the fee was computed anew; nil where it is by those of the entry before.
    public let price: Price?

    /// A fee by the table, with the rank whose price it is, or one that leaves what was promised net.
    public struct Price: Hashable, Sendable {
        /// The rank.
        public let rank: RankCode
        /// The fee.
        public let fee: OwedFee

        /// A price.
        public init(rank: RankCode, fee: OwedFee) {
            self.rank = rank
            self.fee = fee
        }
    }

    /// A fee of a correction.
    public enum Charge: Sendable {
        /// By the entry's own rate, or as it was where it has none.
        case own(Yen, billedMinutes: Int)
        /// By the table, anew.
        case anew(Price)
    }

    /// What an entry says.
    public init(
        payee: Payee.ID,
        minutes: Int,
        billedMinutes: Int,
        fee: Yen,
        travelToPresenter: Yen,
        travelDirectly: Yen,
        separateTax: Yen,
        price: Price? = nil
    ) {
        self.payee = payee
        self.minutes = minutes
        self.billedMinutes = billedMinutes
        self.fee = fee
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.separateTax = separateTax
        self.price = price
    }

    /// Whether an amount, whom it is owed to, or the price behind it is another one than in `other`.
    ///
    /// Minutes for which the fee stays the same move no yen: what was attested stands in report and confirmation.
    public func moves(from other: BlackEntry) -> Bool {
        payee != other.payee || fee != other.fee || travelToPresenter != other.travelToPresenter
            || travelDirectly != other.travelDirectly || separateTax != other.separateTax
            || price != other.price
    }

    /// The entry with a fee that was computed anew.
    public func priced(_ price: Price) -> BlackEntry {
        BlackEntry(
            payee: payee,
            minutes: minutes,
            billedMinutes: price.fee.billedMinutes,
            fee: price.fee.amount,
            travelToPresenter: travelToPresenter,
            travelDirectly: travelDirectly,
            separateTax: separateTax,
            price: price
        )
    }

    /// The entry with `correction`; `fee` computes the fee for other minutes, or by another rank.
    ///
    /// Throws ``Refusal/field(_:)`` for minutes, or amounts, that cannot be, and what `fee` throws.
    public func corrected(
        by correction: HonorariumCorrection,
        fee: (_ minutes: Int, _ rank: RankCode?) throws(Refusal) -> Charge
    ) throws(Refusal) -> BlackEntry {
        let minutes = correction.minutes ?? self.minutes
        guard minutes == self.minutes || (1...720).contains(minutes) else {
            throw .field(FieldRefused(.minutes, expected: .integer(1...720)))
        }
        let isKept = minutes == self.minutes && correction.rank == nil
        let charge =
            isKept ? Charge.own(self.fee, billedMinutes: billedMinutes) : try fee(minutes, correction.rank)
        let (amount, billed, price): (Yen, Int, Price?) =
            switch charge {
            case .own(let amount, let billed): (amount, billed, nil)
            case .anew(let price): (price.fee.amount, price.fee.billedMinutes, price)
            }
        let travel = correction.travelToPresenter ?? travelToPresenter
        let direct = correction.travelDirectly ?? travelDirectly
        for amount in [travel, direct] where !(Yen.zero...Yen(10_000_000)).contains(amount) {
            throw .field(FieldRefused(.amount, expected: .integer(0...10_000_000)))
        }
        let isOther = correction.payee.map { $0 != payee } ?? false
        let separateTax = correction.separateTax ?? (isOther ? .zero : self.separateTax)
        guard (Yen.zero...amount).contains(separateTax) else {
            throw .field(FieldRefused(.consumptionTax, expected: .integer(0...Int(amount.amount))))
        }
        return BlackEntry(
            payee: correction.payee ?? payee,
            minutes: minutes,
            billedMinutes: billed,
            fee: amount,
            travelToPresenter: travel,
            travelDirectly: direct,
            separateTax: separateTax,
            price: price
        )
    }
}
