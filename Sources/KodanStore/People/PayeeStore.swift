public import KodanDomain
public import Postgres

/// A bank account as the database keeps it: its number sealed.
public struct NewAccount: Sendable, Equatable {
    /// Whose it is.
    public let payee: Payee.ID
    /// Bank, branch, kind and holder; the number in it is not written.
    public let account: BankAccount
    /// The sealed number.
    public let sealedNumber: [UInt8]
    /// The version of the key that seals it.
    public let keyVersion: Int
    /// What is the same for the same account.
    public let fingerprint: [UInt8]

    /// A sealed account.
    public init(
        payee: Payee.ID,
        account: BankAccount,
        sealedNumber: [UInt8],
        keyVersion: Int,
        fingerprint: [UInt8]
    ) {
        self.payee = payee
        self.account = account
        self.sealedNumber = sealedNumber
        self.keyVersion = keyVersion
        self.fingerprint = fingerprint
    }
}

/// A change of account that waits, or waited, for its confirmation.
public struct AccountChange: Sendable, Equatable {
    /// Whose account it is.
    public let payee: Payee.ID
    /// Who asked for it.
    public let requestedBy: User.ID?
    /// Whether it was confirmed.
    public let isConfirmed: Bool
}

/// Whom the body pays, and where.
public struct PayeeStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Draws keys for payees that ``insert(_:ids:for:at:)`` will add: their accounts are sealed for them.
    public func keys(_ count: Int) throws(PostgresError) -> [Payee.ID] {
        try session.keys(of: .payee, count: count, as: Payee.self)
    }

    /// Adds payees under keys drawn before, with residency and invoice number, each for one presenter from `now` on.
    public func insert(
        _ payees: [PayeeDraft],
        ids: [Payee.ID],
        for presenters: [Presenter.ID],
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO payee (id, legal_status, name, postal_code, address, created_at)
            OVERRIDING SYSTEM VALUE
            SELECT id, legal_status, name, postal_code, address, \(now)
              FROM unnest(\(ids)::bigint[], \(payees.map(\.legalStatus))::text[], \(payees.map(\.name))::text[],
                          \(payees.map(\.postalCode))::text[], \(payees.map(\.address))::text[])
                   AS new (id, legal_status, name, postal_code, address)
            """
        )
        try session.execute(
            """
            INSERT INTO presenter_payee (presenter_id, payee_id, valid)
            SELECT presenter_id, payee_id, daterange(\(now.date), NULL)
              FROM unnest(\(presenters)::bigint[], \(ids)::bigint[]) AS new (presenter_id, payee_id)
            """
        )
        try session.execute(
            """
            INSERT INTO payee_residency (payee_id, residency, valid)
            SELECT payee_id, residency, daterange(\(now.date), NULL)
              FROM unnest(\(ids)::bigint[], \(payees.map(\.residency))::text[]) AS new (payee_id, residency)
            """
        )
        try session.execute(
            """
            INSERT INTO payee_invoice_number (payee_id, number, valid)
            SELECT payee_id, number, daterange(\(now.date), NULL)
              FROM unnest(\(ids)::bigint[], \(payees.map(\.invoiceNumber))::text[]) AS new (payee_id, number)
             WHERE number IS NOT NULL
            """
        )
    }

    /// Adds accounts that `user` asks for; with a note of the call back they are confirmed at once, else they wait.
    public func insert(
        _ accounts: [NewAccount],
        requestedBy user: User.ID?,
        calledBack note: String?,
        at now: Instant
    ) throws(PostgresError) -> [PayeeAccount.ID] {
        let ids = try session.keys(of: .payeeAccount, count: accounts.count, as: PayeeAccount.self)
        let confirmed = note == nil ? nil : now
        try session.execute(
            """
            INSERT INTO payee_account (id, payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                                       sealed_number, key_version, fingerprint, last_three, holder_kana, requested_by,
                                       requested_at, confirmed_by, confirmed_at, call_back_note)
            OVERRIDING SYSTEM VALUE
            SELECT id, payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number,
                   key_version, fingerprint, last_three, holder_kana, \(user), \(now),
                   CASE WHEN \(confirmed)::timestamptz IS NOT NULL THEN \(user)::bigint END, \(confirmed), \(note)
              FROM unnest(\(ids)::bigint[], \(accounts.map(\.payee))::bigint[],
                          \(accounts.map(\.account.bankCode))::text[],
                          \(accounts.map { $0.account.bankName?.description ?? "" })::text[],
                          \(accounts.map(\.account.branchCode))::text[],
                          \(accounts.map { $0.account.branchName?.description ?? "" })::text[],
                          \(accounts.map(\.account.depositType.rawValue))::integer[],
                          \(accounts.map(\.sealedNumber))::bytea[], \(accounts.map(\.keyVersion))::integer[],
                          \(accounts.map(\.fingerprint))::bytea[], \(accounts.map(\.account.lastThree))::text[],
                          \(accounts.map(\.account.holder.description))::text[])
                   AS new (id, payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type, sealed_number,
                           key_version, fingerprint, last_three, holder_kana)
            """
        )
        return ids
    }

    /// The change of account, locked until the transaction ends; nil if there is none to be seen.
    public func lockChange(_ id: PayeeAccount.ID) throws(PostgresError) -> AccountChange? {
        try session.first(
            """
            SELECT payee_id, requested_by, confirmed_at IS NOT NULL AS is_confirmed
              FROM payee_account
             WHERE id = \(id)
               FOR UPDATE
            """
        ) { row throws(PostgresError) in
            AccountChange(
                payee: try row.value("payee_id"),
                requestedBy: try row.optional("requested_by"),
                isConfirmed: try row.value("is_confirmed")
            )
        }
    }

    /// Confirms a change of account; it serves payments approved from `now` on.
    public func confirm(
        _ id: PayeeAccount.ID,
        by user: User.ID?,
        calledBack note: String?,
        at now: Instant
    ) throws(PostgresError) {
        try session.execute(
            """
            UPDATE payee_account
               SET confirmed_by = \(user), confirmed_at = \(now), call_back_note = \(note)
             WHERE id = \(id)
            """
        )
    }

    /// Whether there is such a payee to be seen.
    public func exists(_ id: Payee.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM payee WHERE id = \(id))")
    }

    /// Ends on the day before `day` that the payee is paid for the presenter; false where it began no sooner.
    public func end(
        _ id: Payee.ID,
        for presenter: Presenter.ID,
        before day: LocalDate
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            UPDATE presenter_payee
               SET valid = daterange(lower(valid), \(day)::date)
             WHERE presenter_id = \(presenter)
               AND payee_id = \(id)
               AND valid @> \(day)::date
               AND lower(valid) < \(day)::date
            """
        ) > 0
    }

    /// Whether the payee is, was or will be paid for the presenter.
    public func receives(_ id: Payee.ID, for presenter: Presenter.ID) throws(PostgresError) -> Bool {
        try session.value(
            "SELECT EXISTS (SELECT FROM presenter_payee WHERE payee_id = \(id) AND presenter_id = \(presenter))"
        )
    }

    /// The presenters for whom the payee is paid on `date`, and those for whom another one is by now while something is
    /// still to be paid to this one, to be told of a change: each where they are reached, where they sign in, and where
    /// they were reached before (``PresenterStore/addressees(of:since:)``).
    public func addressees(
        of id: Payee.ID,
        on date: LocalDate,
        since: Instant
    ) throws(PostgresError) -> [Addressee] {
        let presenters: [Presenter.ID] = try session.rows(
            """
            SELECT presenter_id
              FROM presenter_payee
             WHERE payee_id = \(id)
               AND valid @> \(date)::date
             UNION
            SELECT presenter_id
              FROM honorarium
             WHERE payee_id = \(id)
               AND entry <> 'red'
               AND gross > 0
               AND NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
               )
               AND NOT EXISTS (
                   SELECT FROM payment_line AS line
                     JOIN payment ON payment.id = line.payment_id
                    WHERE line.honorarium_id = honorarium.id
                      AND line.released_at IS NULL
                      AND payment.state = 'paid'
               )
             ORDER BY presenter_id
            """
        ) { row throws(PostgresError) in try row.value("presenter_id") }
        return try PresenterStore(session).addressees(of: presenters, since: since)
    }

    /// Whether `user` changed how a presenter is reached for whom the payee is paid, at or after `since`: a call back
    /// to a number of one's own choice proves nothing.
    public func contactChanged(
        by user: User.ID,
        of id: Payee.ID,
        since: Instant
    ) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM audit_event AS event
                  JOIN presenter_payee AS paid ON event.subject = 'pre-' || paid.presenter_id
                 WHERE paid.payee_id = \(id)
                   AND event.user_id = \(user)
                   AND event.action = 'presenter.changed'
                   AND event.at >= \(since)
                   AND event.detail ? 'contact'
            )
            """
        )
    }

    /// The payee of a presenter on `date`; nil if there is none.
    public func payee(of presenter: Presenter.ID, on date: LocalDate) throws(PostgresError) -> Payee.ID? {
        try session.first(
            """
            SELECT payee_id
              FROM presenter_payee
             WHERE presenter_id = \(presenter)
               AND valid @> \(date)::date
            """
        ) { row throws(PostgresError) in try row.value("payee_id") }
    }
}
