public import KodanDomain
import Postgres

/// A line of a closed month with what the books want to know beside it.
public struct MonthPosting: Sendable, Equatable {
    /// The line.
    public let line: MonthLine
    /// When its payment was paid; nil until the bank has said so.
    public let paidOn: LocalDate?
    /// The day on which it was corrected: that of the entry, where it is red or stands in place of what was in the
    /// books, however often it was corrected since; nil for others.
    public let correctedOn: LocalDate?
    /// How much of the consumption tax may be deducted when the payee is not registered; nil where the table has no
    /// row.
    public let deductiblePercent: Int?
}

extension MonthLineStore {
    /// Calls `body` with each line of a closed month for the books, in order of payee, payment and honorarium.
    public func forEachPosting(_ month: YearMonth, _ body: (MonthPosting) throws -> Void) throws {
        let query: SQL = """
            SELECT \(MonthLineStore.columns),
                   (SELECT payment.paid_on FROM payment WHERE payment.id = payment_id) AS paid_on,
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
                     WHERE transitional_deduction.valid @> lecture_on) AS deductible_percent
              FROM month_line
             WHERE month = \(month)::date
             ORDER BY position
            """
        try session.forEach(query) { row in
            let correctedAt: Instant? = try row.optional("corrected_at")
            try body(
                MonthPosting(
                    line: MonthLine(row: row),
                    paidOn: row.optional("paid_on"),
                    correctedOn: correctedAt?.date,
                    deductiblePercent: row.optional("deductible_percent")
                )
            )
        }
    }
}
