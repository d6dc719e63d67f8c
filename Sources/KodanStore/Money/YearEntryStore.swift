public import KodanDomain
public import Postgres

/// Honoraria of a year, each with where its money stands.
///
/// What was taken back before any closed month paid it is left out together with its red entry: nothing was owed.
public struct YearEntryStore {
    private let session: Session
    private let today: LocalDate

    /// Works in the transaction of `session`; who is the same as whom and where payees are taxed is that of `today`.
    public init(_ session: Session, on today: LocalDate) {
        self.session = session
        self.today = today
    }

    /// Calls `body` with each entry that was fixed in `year`, in order of person, payee and key.
    public func forEach(fixedIn year: CalendarYear, _ body: (YearEntry) throws -> Void) throws {
        try forEach(where: "honorarium.fixed_on BETWEEN \(year.first)::date AND \(year.last)::date", body)
    }

    /// Calls `body` with each entry for a lecture of `year` that was fixed by the end of it and not paid by then, in
    /// order of person, payee and key.
    ///
    /// What was corrected after the year is an affair of the next: until then the wrong amount was owed.
    public func forEach(accruedIn year: FiscalYear, _ body: (YearEntry) throws -> Void) throws {
        let end = Instant(year.last.adding(days: 1), .midnight)
        try forEach(
            where: """
                honorarium.budget_year = \(year)
                   AND honorarium.fixed_on <= \(year.last)::date
                   AND (honorarium.entry = 'original' OR honorarium.calculated_at < \(end))
                   AND (payment.paid_on IS NULL OR payment.paid_on > \(year.last)::date)
                   -- What was paid by then and came back later is an affair of the next year too.
                   AND NOT EXISTS (
                       SELECT FROM transfer_attempt AS back
                        WHERE back.payment_id = payment.id
                          AND back.paid_on <= \(year.last)::date
                          AND back.result_on > \(year.last)::date
                   )
                """,
            takenBackIf: "red.calculated_at < \(end)",
            body
        )
    }

    /// Calls `body` with the entries for which `condition` holds, but those that were taken back unpaid by a red one
    /// for which `isCounted` does.
    private func forEach(
        where condition: SQL,
        takenBackIf isCounted: SQL = "true",
        _ body: (YearEntry) throws -> Void
    ) throws {
        let query: SQL = """
            SELECT honorarium.id, honorarium.entry, coalesce(payee_alias.same_as, honorarium.payee_id) AS person_id,
                   honorarium.payee_id, payee.name AS payee_name, payee.legal_status, payee_residency.residency,
                   honorarium.assignment_id, honorarium.lecture_on, programme.name_ja AS programme,
                   honorarium.fixed_on, honorarium.budget_year, honorarium.gross, honorarium.base,
                   honorarium.separate_tax, payment.id AS payment_id, payment.paid_on, line.tax_share,
                   paid.tax_share AS paid_tax,
                   -- What is taken back was paid to them as what they were then.
                   coalesce(paying.payee_class, payment.payee_class) AS payee_class
              FROM honorarium
              JOIN payee ON payee.id = honorarium.payee_id
              JOIN programme ON programme.id = honorarium.programme_id
              LEFT JOIN payee_alias ON payee_alias.payee_id = honorarium.payee_id
              LEFT JOIN payee_residency
                ON payee_residency.payee_id = honorarium.payee_id
               AND payee_residency.valid @> \(today)::date
              LEFT JOIN payment_line AS line
                ON line.honorarium_id = honorarium.id
               AND line.released_at IS NULL
              LEFT JOIN payment ON payment.id = line.payment_id
              LEFT JOIN (
                   payment_line AS paid
                   JOIN payment AS paying ON paying.id = paid.payment_id
                    AND paying.state IN ('closed', 'exported', 'paid')
              ) ON honorarium.entry = 'red'
               AND paid.honorarium_id = honorarium.corrects_id
               AND paid.released_at IS NULL
             WHERE \(condition)
               AND honorarium.gross <> 0
               AND CASE WHEN honorarium.entry = 'red' THEN paid.honorarium_id IS NOT NULL
                        ELSE payment.state IN ('closed', 'exported', 'paid') OR NOT EXISTS (
                            SELECT FROM honorarium AS red
                             WHERE red.corrects_id = honorarium.id AND red.entry = 'red' AND \(isCounted)
                        )
                   END
             ORDER BY person_id, honorarium.payee_id, honorarium.id
            """
        try session.forEach(query) { row in try body(YearEntry(row: row)) }
    }
}

extension YearEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        let entry: HonorariumEntry = try row.value("entry")
        let residency: Residency? = try row.optional("residency")
        let standing: Standing
        if let payment: Payment.ID = try row.optional("payment_id") {
            standing = .inPayment(
                payment,
                tax: try row.value("tax_share"),
                paidOn: try row.optional("paid_on")
            )
        } else {
            let withheld: Yen? = entry == .red ? try row.optional("paid_tax") : nil
            standing = withheld.map { .takingBack(tax: -$0) } ?? .open
        }
        let status: LegalStatus = try row.value("legal_status")
        let taxed: WithholdingClass? = try row.optional("payee_class")
        let payeeClass = taxed ?? residency.flatMap { WithholdingClass(status, $0) }
        self.init(
            id: try row.value("id"),
            entry: entry,
            person: try row.value("person_id"),
            payee: try row.value("payee_id"),
            payeeName: try row.value("payee_name"),
            payeeClass: payeeClass,
            isForeign: payeeClass == .nonresidentIndividual
                || (payeeClass == nil && residency == .nonresident),
            assignment: try row.value("assignment_id"),
            lectureOn: try row.value("lecture_on"),
            programme: try row.value("programme"),
            fixedOn: try row.value("fixed_on"),
            budgetYear: try row.value("budget_year"),
            gross: try row.value("gross"),
            base: try row.value("base"),
            separateTax: try row.value("separate_tax"),
            standing: standing
        )
    }
}
