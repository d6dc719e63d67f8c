public import KodanDomain
public import Postgres

/// What was paid to one payee in one payment, or what one of its red lines took back of an earlier one.
public struct PaidPart: Sendable, Equatable {
    /// The payment.
    public let payment: Payment.ID
    /// The payee.
    public let payee: Payee.ID
    /// As what the payee was taxed; what is taken back, as it was when it had been paid.
    public let payeeClass: WithholdingClass
    /// The day on which it was paid.
    public let paidOn: LocalDate
    /// What was owed before tax, or is taken back of it.
    public let gross: Yen
    /// The base of the tax, or what is taken back of it.
    public let base: Yen
    /// The tax, or what had been withheld from what is taken back.
    public let tax: Yen
    /// The end of the band of the lower rate; nil where there is one rate.
    public let bandEnd: Yen?
    /// What is taken back; nil where something is paid.
    public let takenBack: TakenBack?

    /// The payment that a red line takes something back from.
    public struct TakenBack: Sendable, Equatable {
        /// Its base.
        public let base: Yen
        /// What earlier red lines took back of it.
        public let before: Yen
    }
}

/// Payments by the day on which they were paid, for the tax that is paid over for their month.
public struct TaxSlipStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Calls `body` with what was paid in `month`, in order of payee and payment, what is taken back last.
    ///
    /// What is taken back comes once for each payment that it is taken from: the tax slip asks what of it lay above a
    /// million there.
    public func forEachPart(paidIn month: YearMonth, _ body: (PaidPart) throws -> Void) throws {
        let query: SQL = """
            WITH paid AS (
                SELECT id, payee_id, payee_class, pay_on, paid_on, gross + reversed_gross AS gross,
                       base + reversed_base AS base, tax + reversed_tax AS tax, withholding_rate_ids
                  FROM payment
                 WHERE state = 'paid'
                   AND paid_on BETWEEN \(month.first)::date AND \(month.last)::date
            ), taken AS (
                SELECT paid.id, paid.payee_id, original.payee_class, paid.pay_on, paid.paid_on,
                       original.id AS original_id,
                       -sum(line.gross)::bigint AS gross, -sum(line.base)::bigint AS base,
                       -sum(line.tax_share)::bigint AS tax
                  FROM paid
                  JOIN payment_line AS line ON line.payment_id = paid.id AND line.released_at IS NULL
                  JOIN honorarium AS red ON red.id = line.honorarium_id AND red.entry = 'red'
                  JOIN payment_line AS first ON first.honorarium_id = red.corrects_id AND first.released_at IS NULL
                  JOIN payment AS original ON original.id = first.payment_id
                 GROUP BY paid.id, paid.payee_id, paid.pay_on, paid.paid_on, original.id
            ), parts AS (
                SELECT paid.id, payee_id, payee_class, paid_on, gross, base, tax, withholding_rate_ids,
                       NULL::bigint AS original_base, NULL::bigint AS before
                  FROM paid
                 UNION ALL
                SELECT taken.id, taken.payee_id, taken.payee_class, taken.paid_on, taken.gross, taken.base, taken.tax,
                       original.withholding_rate_ids, original.base + original.reversed_base, (
                           SELECT coalesce(-sum(line.base), 0)::bigint
                             FROM payment_line AS first
                             JOIN honorarium AS red ON red.corrects_id = first.honorarium_id AND red.entry = 'red'
                             JOIN payment_line AS line ON line.honorarium_id = red.id AND line.released_at IS NULL
                             -- A later month may have been prepared first.
                             JOIN payment AS earlier ON earlier.id = line.payment_id
                            WHERE first.payment_id = original.id
                              AND first.released_at IS NULL
                              AND earlier.pay_on < taken.pay_on
                       )
                  FROM taken
                  JOIN payment AS original ON original.id = taken.original_id
            )
            SELECT id, payee_id, payee_class, paid_on, gross, base, tax, original_base, before, (
                       SELECT upper(withholding_rate.band)
                         FROM withholding_rate
                        WHERE withholding_rate.id = ANY (withholding_rate_ids)
                          AND lower(withholding_rate.band) = 0
                   ) AS band_end
              FROM parts
             ORDER BY payee_id, id, original_base NULLS FIRST, gross, before
            """
        try session.forEach(query) { row in try body(PaidPart(row: row)) }
    }

    /// What the payments to individuals that were paid in `month` add up to, residents and others together: one of a
    /// payment may take back what was paid to the same person while they lived elsewhere.
    public func sum(paidIn month: YearMonth) throws(PostgresError) -> (gross: Yen, tax: Yen) {
        let sum = try session.first(
            """
            SELECT coalesce(sum(gross), 0)::bigint AS gross, coalesce(sum(tax), 0)::bigint AS tax
              FROM payment
             WHERE state = 'paid'
               AND paid_on BETWEEN \(month.first)::date AND \(month.last)::date
               AND payee_class <> 'domestic_corporation'
            """
        ) { row throws(PostgresError) -> (gross: Yen, tax: Yen) in
            (try row.value("gross"), try row.value("tax"))
        }
        return sum ?? (gross: .zero, tax: .zero)
    }

    /// How many payments with a payment date in `month` the bank has not answered for.
    public func waiting(in month: YearMonth) throws(PostgresError) -> Int {
        try session.value(
            """
            SELECT count(*)::integer
              FROM payment
             WHERE month = \(month)::date
               AND state NOT IN ('paid', 'dropped')
            """
        )
    }
}

extension PaidPart {
    fileprivate init(row: Row) throws(PostgresError) {
        payment = try row.value("id")
        payee = try row.value("payee_id")
        payeeClass = try row.value("payee_class")
        paidOn = try row.value("paid_on")
        gross = try row.value("gross")
        base = try row.value("base")
        tax = try row.value("tax")
        bandEnd = try row.optional("band_end")
        let original: Yen? = try row.optional("original_base")
        let before: Yen? = try row.optional("before")
        takenBack = original.map { TakenBack(base: $0, before: before ?? .zero) }
    }
}
