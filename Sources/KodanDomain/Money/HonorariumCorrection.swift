/// What is to stand in the place of an entry; nil keeps what the entry says.
public struct HonorariumCorrection: Hashable, Sendable {
    /// The minutes that count; the fee is computed anew by the entry's own rate.
    public var minutes: Int?
    /// Travel money that goes to the presenter.
    public var travelToPresenter: Yen?
    /// Travel money that the body paid to carriers and hotels.
    public var travelDirectly: Yen?
    /// Consumption tax that the payee's document shows apart.
    public var separateTax: Yen?
    /// Whom it is owed to.
    public var payee: Payee.ID?

    /// A correction.
    public init(
        minutes: Int? = nil,
        travelToPresenter: Yen? = nil,
        travelDirectly: Yen? = nil,
        separateTax: Yen? = nil,
        payee: Payee.ID? = nil
    ) {
        self.minutes = minutes
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

    /// What an entry says.
    public init(
        payee: Payee.ID,
        minutes: Int,
        billedMinutes: Int,
        fee: Yen,
        travelToPresenter: Yen,
        travelDirectly: Yen,
        separateTax: Yen
    ) {
        self.payee = payee
        self.minutes = minutes
        self.billedMinutes = billedMinutes
        self.fee = fee
        self.travelToPresenter = travelToPresenter
        self.travelDirectly = travelDirectly
        self.separateTax = separateTax
    }

    /// The entry with `correction`; `fee` computes a fee and its billed minutes for other minutes.
    ///
    /// Throws ``Refusal/field(_:)`` for minutes, or amounts, that cannot be, and what `fee` throws.
    public func corrected(
        by correction: HonorariumCorrection,
        fee: (Int) throws(Refusal) -> (amount: Yen, billedMinutes: Int)
    ) throws(Refusal) -> BlackEntry {
        let minutes = correction.minutes ?? self.minutes
        guard minutes == self.minutes || (1...720).contains(minutes) else {
            throw .field(FieldRefused(.minutes, expected: .integer(1...720)))
        }
        let charged = minutes == self.minutes ? (self.fee, self.billedMinutes) : try fee(minutes)
        let travel = correction.travelToPresenter ?? travelToPresenter
        let direct = correction.travelDirectly ?? travelDirectly
        for amount in [travel, direct] where !(Yen.zero...Yen(10_000_000)).contains(amount) {
            throw .field(FieldRefused(.amount, expected: .integer(0...10_000_000)))
        }
        let separateTax = correction.separateTax ?? self.separateTax
        guard (Yen.zero...charged.0).contains(separateTax) else {
            throw .field(FieldRefused(.consumptionTax, expected: .integer(0...Int(charged.0.amount))))
        }
        return BlackEntry(
            payee: correction.payee ?? payee,
            minutes: minutes,
            billedMinutes: charged.1,
            fee: charged.0,
            travelToPresenter: travel,
            travelDirectly: direct,
            separateTax: separateTax
        )
    }
}
