public import KodanDomain
public import Postgres

/// What was paid to one payee in one payment, or what one of its red lines took back of an earlier one; or the same,
/// once more, as it came back.
public struct PaidPart: Sendable, Equatable {
    /// The payment.
    public let payment: Payment.ID
    /// The payee, or whom that payee is the same as (名寄せ): one person has one.
    public let person: Payee.ID
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
    /// Whether the transfer came back that day, and had been paid in another month: all of it counts the other way.
    public let cameBack: Bool

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

    /// Calls `body` with what was paid in `month`, and what came back in it of an earlier one, in order of person,
    /// payee and payment, what is taken back last.
    ///
    /// What is taken back comes once for each payment that it is taken from: the tax slip asks what of it lay above a
    /// million there.
    public func forEachPart(paidIn month: YearMonth, _ body: (PaidPart) throws -> Void) throws {
        let query: SQL = """
            WITH paid AS (
                SELECT payment.id, payee_id, payee_class, pay_on, moved.paid_on, moved.attempt_id, moved.came_back,
                       gross + reversed_gross AS gross, base + reversed_base AS base, tax + reversed_tax AS tax,
                       withholding_rate_ids
                  FROM (\(TaxSlipStore.moved(in: month))) AS moved
                  JOIN payment ON payment.id = moved.payment_id
            ), taken AS (
                SELECT paid.id, paid.payee_id, original.payee_class, paid.pay_on, paid.paid_on, paid.attempt_id,
                       paid.came_back, original.id AS original_id,
                       -sum(line.gross)::bigint AS gross, -sum(line.base)::bigint AS base,
                       -sum(line.tax_share)::bigint AS tax
                  FROM paid
                  JOIN payment_line AS line ON line.payment_id = paid.id AND line.released_at IS NULL
                  JOIN honorarium AS red ON red.id = line.honorarium_id AND red.entry = 'red'
                  JOIN payment_line AS first ON first.honorarium_id = red.corrects_id AND first.released_at IS NULL
                  JOIN payment AS original ON original.id = first.payment_id
                 GROUP BY paid.id, paid.payee_id, paid.pay_on, paid.paid_on, paid.attempt_id, paid.came_back,
                          original.id
            ), parts AS (
                SELECT paid.id, payee_id, payee_class, paid_on, attempt_id, came_back, gross, base, tax,
                       withholding_rate_ids, NULL::bigint AS original_base, NULL::bigint AS before
                  FROM paid
                 UNION ALL
                SELECT taken.id, taken.payee_id, taken.payee_class, taken.paid_on, taken.attempt_id, taken.came_back,
                       taken.gross, taken.base, taken.tax, original.withholding_rate_ids,
                       original.base + original.reversed_base, (
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
            SELECT id, coalesce(payee_alias.same_as, parts.payee_id) AS person_id, payee_class, paid_on, came_back,
                   gross, base, tax, original_base, before, (
                       SELECT upper(withholding_rate.band)
                         FROM withholding_rate
                        WHERE withholding_rate.id = ANY (withholding_rate_ids)
                          AND lower(withholding_rate.band) = 0
                   ) AS band_end
              FROM parts
              LEFT JOIN payee_alias ON payee_alias.payee_id = parts.payee_id
             ORDER BY person_id, parts.payee_id, id, attempt_id, original_base NULLS FIRST, gross, before
            """
        try session.forEach(query) { row in try body(PaidPart(row: row)) }
    }

    /// The payments that were paid in `month`, or came back in it.
    ///
    /// Those that came back count once more for each time that they were paid before, and for each time that they came
    /// back; what went and came back within the month does neither.
    private static func moved(in month: YearMonth) -> SQL {
        """
        SELECT id AS payment_id, paid_on, 0 AS attempt_id, false AS came_back
          FROM payment
         WHERE state = 'paid'
           AND paid_on BETWEEN \(month.first)::date AND \(month.last)::date
         UNION ALL
        SELECT payment_id, paid_on, id, false
          FROM transfer_attempt
         WHERE paid_on BETWEEN \(month.first)::date AND \(month.last)::date
           AND result_on > \(month.last)::date
         UNION ALL
        SELECT payment_id, result_on, id, true
          FROM transfer_attempt
         WHERE paid_on < \(month.first)::date
           AND result_on BETWEEN \(month.first)::date AND \(month.last)::date
        """
    }

    /// What the payments to individuals that were paid in `month` add up to, residents and others together: one of a
    /// payment may take back what was paid to the same person while they lived elsewhere.
    public func sum(paidIn month: YearMonth) throws(PostgresError) -> (gross: Yen, tax: Yen) {
        let sum = try session.first(
            """
            SELECT coalesce(sum(CASE WHEN moved.came_back THEN -gross ELSE gross END), 0)::bigint AS gross,
                   coalesce(sum(CASE WHEN moved.came_back THEN -tax ELSE tax END), 0)::bigint AS tax
              FROM (\(TaxSlipStore.moved(in: month))) AS moved
              JOIN payment ON payment.id = moved.payment_id
             WHERE payee_class <> 'domestic_corporation'
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
        person = try row.value("person_id")
        payeeClass = try row.value("payee_class")
        paidOn = try row.value("paid_on")
        gross = try row.value("gross")
        base = try row.value("base")
        tax = try row.value("tax")
        bandEnd = try row.optional("band_end")
        let original: Yen? = try row.optional("original_base")
        let before: Yen? = try row.optional("before")
        takenBack = original.map { TakenBack(base: $0, before: before ?? .zero) }
        cameBack = try row.value("came_back")
    }
}
