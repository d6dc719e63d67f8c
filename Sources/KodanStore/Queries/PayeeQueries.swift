public import KodanDomain
public import Postgres

/// Payees as their readers see them; row-level security decides which.
public struct PayeeQueries {
    let session: Session
    private let today: LocalDate

    /// Works in the transaction of `session`; what is dated is shown as of `today`.
    public init(_ session: Session, on today: LocalDate) {
        self.session = session
        self.today = today
    }

    private var query: SQL {
        """
        SELECT payee.id, payee.name, payee.legal_status, payee.postal_code, payee.address,
               ARRAY(
                   SELECT presenter_id FROM presenter_payee
                    WHERE payee_id = payee.id AND valid @> \(today)::date
                    ORDER BY presenter_id
               ) AS presenters,
               EXISTS (
                   SELECT FROM payee_account WHERE payee_id = payee.id AND confirmed_at IS NOT NULL
               ) AS has_account,
               ARRAY(
                   SELECT account.id FROM payee_account AS account
                    WHERE account.payee_id = payee.id AND account.confirmed_at IS NULL
                    ORDER BY account.id
               ) AS waiting,
               (SELECT residency FROM payee_residency WHERE payee_id = payee.id AND valid @> \(today)::date) AS residency,
               (SELECT number FROM payee_invoice_number WHERE payee_id = payee.id AND valid @> \(today)::date)
                   AS invoice_number
          FROM payee
        """
    }

    /// At most `limit` payees with keys above `after`, smaller keys first; all, or those whose name holds `name`, or
    /// those with an account that waits, or those `among` some.
    public func list(
        name: String?,
        onlyWaiting: Bool,
        among known: Set<Payee.ID>? = nil,
        after: Payee.ID?,
        limit: Int
    ) throws(PostgresError) -> [PayeeSummary] {
        let named: SQL = if let name { "AND payee.id IN (SELECT kodan_payees_named(\(name)))" } else { "" }
        let waiting: SQL =
            onlyWaiting
            ? "AND EXISTS (SELECT FROM payee_account WHERE payee_id = payee.id AND confirmed_at IS NULL)" : ""
        let listed: SQL = if let known { "AND payee.id = ANY (\(known.sorted())::bigint[])" } else { "" }
        return try session.rows(
            """
            \(query)
             WHERE payee.id > \(after ?? Payee.ID(0))
            \(named)
            \(waiting)
            \(listed)
             ORDER BY payee.id
             LIMIT \(limit)
            """,
            as: PayeeSummary.init(row:)
        )
    }

    /// One payee with all its accounts; nil if there is none that the actor may see.
    public func detail(_ id: Payee.ID) throws(PostgresError) -> PayeeDetail? {
        let accounts = try accounts(of: id)
        let dated = try dated(id)
        return try session.first(
            """
            SELECT whole.*, (SELECT same_as FROM payee_alias WHERE payee_alias.payee_id = whole.id) AS same_as,
                   ARRAY(
                       SELECT payee_id FROM payee_alias WHERE payee_alias.same_as = whole.id ORDER BY payee_id
                   ) AS aliases
              FROM (\(query) WHERE payee.id = \(id)) AS whole
            """
        ) { row throws(PostgresError) in
            PayeeDetail(
                summary: try PayeeSummary(row: row),
                residency: try row.optional("residency"),
                postalCode: try row.value("postal_code"),
                address: try row.value("address"),
                invoiceNumber: try row.optional("invoice_number"),
                accounts: accounts,
                history: PayeeHistory(
                    residencies: dated.residencies,
                    invoiceNumbers: dated.invoiceNumbers,
                    treatyDecisions: dated.treatyDecisions,
                    sameAs: try row.optional("same_as"),
                    aliases: try row.value("aliases")
                )
            )
        }
    }

    private func accounts(of id: Payee.ID) throws(PostgresError) -> [AccountEntry] {
        try session.rows(
            """
            SELECT id, requested_by, requested_at, confirmed_by, confirmed_at, call_back_note, last_three, bank_code,
                   bank_name, branch_code, branch_name, deposit_type, holder_kana
              FROM payee_account
             WHERE payee_id = \(id)
             ORDER BY id DESC
            """,
            as: AccountEntry.init(row:)
        )
    }
}

extension PayeeSummary {
    fileprivate init(row: Row) throws(PostgresError) {
        let presenters: [Int64] = try row.value("presenters")
        let waiting: [Int64] = try row.value("waiting")
        self.init(
            id: try row.value("id"),
            name: try row.value("name"),
            legalStatus: try row.value("legal_status"),
            presenters: presenters.map { Presenter.ID($0) },
            hasAccount: try row.value("has_account"),
            waiting: waiting.map { PayeeAccount.ID($0) }
        )
    }
}
