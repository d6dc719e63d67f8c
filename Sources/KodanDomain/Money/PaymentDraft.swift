/// One payment before it has a row: all that a payee gets on one date.
public struct PaymentDraft: Hashable, Sendable {
    /// One entry with its share of the tax; amounts of a red entry are below zero.
    public struct Line: Hashable, Sendable {
        /// The honorarium.
        public let honorarium: Honorarium.ID
        /// What is owed before tax.
        public let gross: Yen
        /// The part of it that tax is computed from.
        public let base: Yen
        /// Its share of the payment's tax; a red entry's is what was withheld from what it takes back.
        public let taxShare: Yen
    }

    /// The payee.
    public let payee: Payee.ID
    /// As what the payee is taxed.
    public let payeeClass: WithholdingClass
    /// The treaty decision that was applied; nil for residents.
    public let treaty: AppliedTreaty?
    /// The tax on what is owed anew, computed once on its sum, with the rows it was computed from.
    public let withholding: Withholding
    /// The entries, smaller keys first.
    public let lines: [Line]

    /// What the body owes before tax, less what it takes back.
    public var gross: Yen { sum(\.gross) }
    /// What tax was computed from, less what is taken back.
    public var base: Yen { sum(\.base) }
    /// What is withheld, less what was withheld from what is taken back.
    public var tax: Yen { sum(\.taxShare) }
    /// What is sent; below zero if the payee owes it.
    public var net: Yen { gross - tax }
    /// What red entries take back of the gross amount; zero or more.
    public var reversedGross: Yen { -sum(\.gross, where: { $0.gross < .zero }) }
    /// What they take back of the base.
    public var reversedBase: Yen { -sum(\.base, where: { $0.gross < .zero }) }
    /// The tax that had been withheld from it.
    public var reversedTax: Yen { -sum(\.taxShare, where: { $0.gross < .zero }) }

    private func sum(_ amount: (Line) -> Yen, where isCounted: (Line) -> Bool = { _ in true }) -> Yen {
        lines.reduce(.zero) { isCounted($1) ? $0 + amount($1) : $0 }
    }
}
