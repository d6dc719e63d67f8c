public import KodanDomain
public import Postgres

/// What is known of a payee from one day to another: at most one row of a kind holds on a day.
public enum DatedPayeeFact: Sendable {
    /// Where it is taxed.
    case residency
    /// Its number as a registered invoice issuer.
    case invoiceNumber
    /// What was decided about a tax treaty.
    case treatyDecision

    /// The rows of the kind.
    fileprivate var table: SQL {
        switch self {
        case .residency: "payee_residency"
        case .invoiceNumber: "payee_invoice_number"
        case .treatyDecision: "treaty_decision"
        }
    }
}

/// Facts of payees that hold from one day to another.
extension PayeeStore {
    /// Locks the payee, so that changes of its facts come one after the other; false if there is none that the actor
    /// may change.
    public func lock(_ id: Payee.ID) throws(PostgresError) -> Bool {
        try session.first("SELECT id FROM payee WHERE id = \(id) FOR UPDATE") {
            row throws(PostgresError) in try row.value("id", as: Payee.ID.self)
        } != nil
    }

    /// The first day of the earliest row that begins within `days`, the first of them included; nil if none does.
    public func beginning(
        of fact: DatedPayeeFact,
        for id: Payee.ID,
        within days: DateRange
    ) throws(PostgresError) -> LocalDate? {
        try session.first(
            """
            SELECT lower(valid) AS first
              FROM \(fact.table)
             WHERE payee_id = \(id)
               AND lower(valid) <@ \(days)::daterange
             ORDER BY valid
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("first") }
    }

    /// Ends the row that holds on `day` and began before it; it holds until the day before.
    public func end(
        _ fact: DatedPayeeFact,
        of id: Payee.ID,
        before day: LocalDate
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE \(fact.table)
               SET valid = daterange(lower(valid), \(day)::date)
             WHERE payee_id = \(id)
               AND valid @> \(day)::date
               AND lower(valid) < \(day)::date
            """
        )
    }

    /// Where the payee is taxed on `day`; nil if nobody has stated it.
    public func residency(of id: Payee.ID, on day: LocalDate) throws(PostgresError) -> Residency? {
        try session.first(
            "SELECT residency FROM payee_residency WHERE payee_id = \(id) AND valid @> \(day)::date"
        ) { row throws(PostgresError) in try row.value("residency") }
    }

    /// The payee as the income tax sees it on `day`; nil if there is none to be seen.
    public func taxed(_ id: Payee.ID, on day: LocalDate) throws(PostgresError) -> LecturePayee? {
        try session.first(
            """
            SELECT payee.legal_status, payee_residency.residency
              FROM payee
              LEFT JOIN payee_residency
                ON payee_residency.payee_id = payee.id
               AND payee_residency.valid @> \(day)::date
             WHERE payee.id = \(id)
            """
        ) { row throws(PostgresError) in
            LecturePayee(
                id: id,
                legalStatus: try row.value("legal_status"),
                residency: try row.optional("residency")
            )
        }
    }

    /// Adds a residency.
    public func add(_ residency: DatedResidency, to id: Payee.ID) throws(PostgresError) {
        try session.change(
            """
            INSERT INTO payee_residency (payee_id, residency, valid)
            VALUES (\(id), \(residency.residency), \(residency.validity))
            """
        )
    }

    /// Adds an invoice number.
    public func add(_ number: DatedInvoiceNumber, to id: Payee.ID) throws(PostgresError) {
        try session.change(
            """
            INSERT INTO payee_invoice_number (payee_id, number, valid, checked_on)
            VALUES (\(id), \(number.number), \(number.validity), \(number.checkedOn))
            """
        )
    }

    /// The newest row of the payee with this invoice number; nil if there is none.
    public func invoiceNumber(
        _ number: String,
        of id: Payee.ID
    ) throws(PostgresError) -> DatedInvoiceNumber? {
        try session.first(
            """
            SELECT valid, checked_on
              FROM payee_invoice_number
             WHERE payee_id = \(id)
               AND number = \(number)
             ORDER BY valid DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in
            DatedInvoiceNumber(
                number: number,
                validity: try row.value("valid"),
                checkedOn: try row.optional("checked_on")
            )
        }
    }

    /// Writes when the row that began like `number` ends, and when it was looked up.
    public func change(_ number: DatedInvoiceNumber, of id: Payee.ID) throws(PostgresError) {
        try session.change(
            """
            UPDATE payee_invoice_number
               SET valid = \(number.validity), checked_on = \(number.checkedOn)
             WHERE payee_id = \(id)
               AND lower(valid) = \(number.validity.first)
            """
        )
    }

    /// Writes where notices go.
    public func setAddress(
        of id: Payee.ID,
        _ postalCode: PostalCode,
        _ address: String
    ) throws(PostgresError) {
        try session.change(
            "UPDATE payee SET postal_code = \(postalCode), address = \(address) WHERE id = \(id)"
        )
    }

    /// Writes the name on notices and records.
    public func setName(of id: Payee.ID, _ name: String) throws(PostgresError) {
        try session.change("UPDATE payee SET name = \(name) WHERE id = \(id)")
    }

    /// Adds a decision on a tax treaty.
    public func add(
        _ decision: TreatyDecisionDraft,
        to id: Payee.ID,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) -> TreatyDecision.ID {
        try session.value(
            """
            INSERT INTO treaty_decision (payee_id, relief, rate_bp, treaty, notified_on, valid, decided_by, decided_at)
            VALUES (\(id), \(decision.relief), \(decision.rateBasisPoints), \(decision.treaty),
                    \(decision.notifiedOn), \(decision.validity), \(user), \(now))
            RETURNING id
            """
        )
    }

    /// Whether the payee counts as another, or another as this one.
    public func hasAlias(_ id: Payee.ID) throws(PostgresError) -> Bool {
        try session.value(
            "SELECT EXISTS (SELECT FROM payee_alias WHERE payee_id = \(id) OR same_as = \(id))"
        )
    }

    /// Whether the payee counts as another.
    public func isAlias(_ id: Payee.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM payee_alias WHERE payee_id = \(id))")
    }

    /// Notes that both payees are the same person.
    public func addAlias(
        _ id: Payee.ID,
        as other: Payee.ID,
        because reason: String,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            INSERT INTO payee_alias (payee_id, same_as, reason, noted_by, noted_at)
            VALUES (\(id), \(other), \(reason), \(user), \(now))
            """
        )
    }
}
