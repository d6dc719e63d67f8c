public import KodanDomain
public import Postgres

/// The lines of one payment of a closed month.
public struct MonthPayment: Sendable, Equatable {
    /// One of them, for what they share.
    public let first: MonthLine
    /// All of them, smaller honoraria first.
    public let all: [MonthLine]

    /// The payment of these lines; nil without one.
    public init?(_ lines: [MonthLine]) {
        guard let first = lines.first else { return nil }
        self.first = first
        all = lines
    }

    /// What the body owes, less what red entries take back.
    public var gross: Yen { all.reduce(.zero) { $0 + $1.gross } }
    /// What of it counted for the tax.
    public var base: Yen { all.reduce(.zero) { $0 + $1.base } }
    /// The shares of the tax.
    public var tax: Yen { all.reduce(.zero) { $0 + $1.taxShare } }

    /// The entries that are owed anew.
    public var owed: [MonthLine] { all.filter { $0.entry != .red } }
    /// The red ones.
    public var takenBack: [MonthLine] { all.filter { $0.entry == .red } }

    /// The registration number, if it was registered on every lecture date and somebody has looked it up.
    public var invoiceNumber: String? {
        let isOne = all.allSatisfy { $0.invoiceNumberChecked && $0.invoiceNumber == first.invoiceNumber }
        return isOne ? first.invoiceNumber : nil
    }
}

extension MonthLineStore {
    /// Calls `body` with each payment of a closed month and its lines, in order of payee and payment.
    ///
    /// With `readsAhead` the next rows are fetched while `body` works, which then must not use the session.
    public func forEachPayment(
        _ month: YearMonth,
        readsAhead: Bool = false,
        _ body: (MonthPayment) throws -> Void
    ) throws {
        var pending: [MonthLine] = []
        let take = { (line: MonthLine) in
            if let last = pending.last, last.payment != line.payment {
                if let payment = MonthPayment(pending) { try body(payment) }
                pending.removeAll(keepingCapacity: true)
            }
            pending.append(line)
        }
        if readsAhead { try forEachReadingAhead(month, take) } else { try forEach(month, take) }
        if let payment = MonthPayment(pending) { try body(payment) }
    }

    /// The lines of one payment of a closed month; nil if there are none.
    public func payment(_ id: Payment.ID) throws(PostgresError) -> MonthPayment? {
        MonthPayment(
            try session.rows(
                """
                SELECT \(MonthLineStore.columns)
                  FROM month_line
                 WHERE payment_id = \(id)
                 ORDER BY position
                """
            ) { row throws(PostgresError) in try MonthLine(row: row) }
        )
    }
}
