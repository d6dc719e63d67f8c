/// The figures on which the monthly list, the bank file and the ledger must agree.
public struct ControlTotals: Hashable, Sendable, AdditiveArithmetic {
    /// Distinct payees.
    public let payees: Int
    /// Payments, however many honoraria each of them pays.
    public let payments: Int
    /// Honoraria in the payments.
    public let lines: Int
    /// What the body owes before tax.
    public let gross: Yen
    /// What tax was computed from.
    public let base: Yen
    /// What is withheld.
    public let tax: Yen
    /// What is transferred: `gross` less `tax`, always.
    public let net: Yen

    /// Nothing.
    public static let zero = ControlTotals(
        payees: 0,
        payments: 0,
        lines: 0,
        gross: .zero,
        base: .zero,
        tax: .zero
    )

    /// Totals whose net follows from the rest.
    public init(payees: Int, payments: Int, lines: Int, gross: Yen, base: Yen, tax: Yen) {
        self.payees = payees
        self.payments = payments
        self.lines = lines
        self.gross = gross
        self.base = base
        self.tax = tax
        net = gross - tax
    }

    /// Both together; right for `payees` only if they have none in common.
    public static func + (left: ControlTotals, right: ControlTotals) -> ControlTotals {
        ControlTotals(
            payees: left.payees + right.payees,
            payments: left.payments + right.payments,
            lines: left.lines + right.lines,
            gross: left.gross + right.gross,
            base: left.base + right.base,
            tax: left.tax + right.tax
        )
    }

    /// The first without the second.
    public static func - (left: ControlTotals, right: ControlTotals) -> ControlTotals {
        ControlTotals(
            payees: left.payees - right.payees,
            payments: left.payments - right.payments,
            lines: left.lines - right.lines,
            gross: left.gross - right.gross,
            base: left.base - right.base,
            tax: left.tax - right.tax
        )
    }
}
