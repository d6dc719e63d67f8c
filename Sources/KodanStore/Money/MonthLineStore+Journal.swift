public import KodanDomain
import Postgres

/// A line of a closed month with what the books want to know beside it.
public struct MonthPosting: Sendable, Equatable {
    /// The line.
    public let line: MonthLine
    /// When its payment was paid; nil until the bank has said so.
    public let paidOn: LocalDate?
    /// The times that its payment came back after the bank had paid it, first to last.
    public let cameBack: [CameBack]
    /// The day on which it was corrected: that of the entry, where it is red or stands in place of what was in the
    /// books, however often it was corrected since; nil for others.
    public let correctedOn: LocalDate?
    /// How much of the consumption tax may be deducted when the payee is not registered; nil where the table has no
    /// row.
    public let deductiblePercent: Int?
    /// What was owed in the place of the line at the end of the fiscal year in which it was fixed, and was corrected
    /// after it without ever having been booked; nil otherwise.
    public let stood: Stood?

    /// An entry that no month holds, and that the accrued list of its year does.
    public struct Stood: Hashable, Sendable {
        /// Its key.
        public let honorarium: Honorarium.ID
        /// Whom it was owed to.
        public let payee: Payee.ID
        /// The payee's name.
        public let payeeName: String
        /// The fee.
        public let fee: Yen
        /// Travel money to the presenter.
        public let travelToPresenter: Yen
        /// The payee's registration number on the lecture date; nil if none is known.
        public let invoiceNumber: String?
        /// Whether somebody looked the number up in the register.
        public let invoiceNumberChecked: Bool
        /// The day on which the line took its place.
        public let until: LocalDate
    }

    /// A transfer that came back after it was paid.
    public struct CameBack: Hashable, Sendable {
        /// The day on which the bank paid.
        public let paidOn: LocalDate
        /// The day on which it came back.
        public let day: LocalDate
    }
}

extension MonthLineStore {
    /// Calls `body` with each line of a closed month for the books, in order of payee, payment and honorarium.
    public func forEachPosting(_ month: YearMonth, _ body: (MonthPosting) throws -> Void) throws {
        let query: SQL = """
            SELECT \(MonthLineStore.columns),
                   (SELECT payment.paid_on FROM payment WHERE payment.id = payment_id) AS paid_on,
                   ARRAY(SELECT back.paid_on
                           FROM transfer_attempt AS back
                          WHERE back.payment_id = month_line.payment_id AND back.paid_on IS NOT NULL
                          ORDER BY back.id) AS paid_before,
                   ARRAY(SELECT back.result_on
                           FROM transfer_attempt AS back
                          WHERE back.payment_id = month_line.payment_id AND back.paid_on IS NOT NULL
                          ORDER BY back.id) AS came_back,
                   (SELECT honorarium.calculated_at
                      FROM honorarium
                     WHERE honorarium.id = honorarium_id
                       -- What came before it may itself have been corrected before it was paid.
                       AND (honorarium.entry = 'red' OR EXISTS (
                               SELECT FROM honorarium AS red
                                 JOIN month_line AS booked ON booked.honorarium_id = red.corrects_id
                                WHERE red.assignment_id = honorarium.assignment_id
                                  AND red.entry = 'red'
                                  AND red.id < honorarium.id))) AS corrected_at,
                   (SELECT transitional_deduction.percent
                      FROM transitional_deduction
                     WHERE transitional_deduction.valid @> lecture_on) AS deductible_percent,
                   stood.*
              FROM month_line
              LEFT JOIN LATERAL (\(MonthLineStore.stoodAtYearEnd)) AS stood ON true
             WHERE month = \(month)::date
             ORDER BY position
            """
        try session.forEach(query) { row in
            let correctedAt: Instant? = try row.optional("corrected_at")
            let stood = correctedAt == nil ? try MonthPosting.Stood(row: row) : nil
            let paidBefore: [LocalDate] = try row.value("paid_before")
            let cameBack: [LocalDate] = try row.value("came_back")
            try body(
                MonthPosting(
                    line: MonthLine(row: row),
                    paidOn: row.optional("paid_on"),
                    cameBack: zip(paidBefore, cameBack).map { MonthPosting.CameBack(paidOn: $0, day: $1) },
                    correctedOn: correctedAt?.date,
                    deductiblePercent: row.optional("deductible_percent"),
                    stood: stood
                )
            )
        }
    }

    /// What stood on 31 March in the place of a black entry of a later fiscal year, as the accrued list says it
    /// (``YearEntryStore``).
    private static let stoodAtYearEnd: SQL = """
        SELECT stood.id AS stood_id, stood.payee_id AS stood_payee_id, payee.name AS stood_name,
               stood.fee AS stood_fee, stood.travel_to_presenter AS stood_travel, registered.number AS stood_number,
               registered.checked_on IS NOT NULL AS stood_checked, black.calculated_at AS stood_until
          FROM honorarium AS black
         CROSS JOIN LATERAL (
                   SELECT (date_trunc('year', black.fixed_on - interval '3 months') + interval '15 months')
                              AT TIME ZONE 'Asia/Tokyo' AS ends
               ) AS fiscal_year
          JOIN honorarium AS stood
            ON stood.assignment_id = black.assignment_id
           AND stood.entry <> 'red'
           AND stood.id < black.id
           AND (stood.entry = 'original' OR stood.calculated_at < fiscal_year.ends)
          JOIN payee ON payee.id = stood.payee_id
          LEFT JOIN payee_invoice_number AS registered
            ON registered.payee_id = stood.payee_id
           AND registered.valid @> stood.lecture_on
         WHERE month_line.entry = 'black'
           AND black.id = month_line.honorarium_id
           AND black.calculated_at >= fiscal_year.ends
           AND NOT EXISTS (
               SELECT FROM honorarium AS red
                WHERE red.corrects_id = stood.id
                  AND red.entry = 'red'
                  AND red.calculated_at < fiscal_year.ends
           )
         ORDER BY stood.id DESC
         LIMIT 1
        """
}

extension MonthPosting.Stood {
    /// Nil where nothing stood.
    fileprivate init?(row: Row) throws(PostgresError) {
        guard let honorarium: Honorarium.ID = try row.optional("stood_id") else { return nil }
        self.honorarium = honorarium
        payee = try row.value("stood_payee_id")
        payeeName = try row.value("stood_name")
        fee = try row.value("stood_fee")
        travelToPresenter = try row.value("stood_travel")
        invoiceNumber = try row.optional("stood_number")
        invoiceNumberChecked = try row.value("stood_checked")
        let until: Instant = try row.value("stood_until")
        self.until = until.date
    }
}
