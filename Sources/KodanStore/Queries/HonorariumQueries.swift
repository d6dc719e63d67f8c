public import KodanDomain
public import Postgres

/// Honoraria of a month, as the ledger's readers see them.
public struct HonorariumQueries {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// At most `limit` honoraria of a month's payments with keys above `after`, smaller keys first.
    public func list(
        _ month: YearMonth,
        after: Honorarium.ID?,
        limit: Int
    ) throws(PostgresError) -> [HonorariumSummary] {
        try session.rows(
            """
            SELECT honorarium.id, payment.id AS payment_id, payment.payee_id, payee.name AS payee_name,
                   honorarium.assignment_id, honorarium.lecture_on, programme.code AS programme,
                   honorarium.billed_minutes, honorarium.fee, honorarium.travel_to_presenter,
                   honorarium.travel_paid_directly, honorarium.gross, payment_line.tax_share
              FROM payment
              JOIN payee ON payee.id = payment.payee_id
              JOIN payment_line ON payment_line.payment_id = payment.id AND payment_line.released_at IS NULL
              JOIN honorarium ON honorarium.id = payment_line.honorarium_id
              JOIN programme ON programme.id = honorarium.programme_id
             WHERE payment.month = \(month)::date
               AND honorarium.id > \(after ?? Honorarium.ID(0))
             ORDER BY honorarium.id
             LIMIT \(limit)
            """
        ) { row throws(PostgresError) in
            HonorariumSummary(
                id: try row.value("id"),
                payment: try row.value("payment_id"),
                payee: try row.value("payee_id"),
                payeeName: try row.value("payee_name"),
                assignment: try row.value("assignment_id"),
                lectureOn: try row.value("lecture_on"),
                programme: try row.value("programme"),
                billedMinutes: try row.value("billed_minutes"),
                fee: try row.value("fee"),
                travelToPresenter: try row.value("travel_to_presenter"),
                travelDirectly: try row.value("travel_paid_directly"),
                gross: try row.value("gross"),
                taxShare: try row.value("tax_share")
            )
        }
    }
}
