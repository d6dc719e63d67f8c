public import KodanDomain
public import Postgres

/// Causes about payees and the accounts in force, one statement for each kind; only the service sees all accounts.
extension FindingStore {
    /// One account with two payees that do not count as the same person; both are found.
    public func sameAccount() throws(PostgresError) -> [FoundCause] {
        try payeeCauses(
            .sameAccount,
            .blocks,
            """
            WITH \(FindingStore.accounts)
            SELECT account.payee_id, 'pye-' || second.payee_id AS other
              FROM account
              JOIN account AS second
                ON second.fingerprint = account.fingerprint
               AND second.payee_id <> account.payee_id
               AND second.person_id <> account.person_id
             ORDER BY account.payee_id, second.payee_id
            """
        )
    }

    /// The same person with two payees, today, that are paid to different accounts; the younger payee is found.
    ///
    /// The same person is who has the same name in kana and the same telephone or mail address, or an alias.
    public func secondAccount(on today: LocalDate) throws(PostgresError) -> [FoundCause] {
        try payeeCauses(
            .secondAccount,
            .warns,
            """
            WITH \(FindingStore.accounts), same AS (
                SELECT least(one.payee_id, two.payee_id) AS older, greatest(one.payee_id, two.payee_id) AS younger
                  FROM presenter
                  JOIN presenter AS twin
                    ON twin.family_kana = presenter.family_kana
                   AND twin.given_kana = presenter.given_kana
                   AND twin.id > presenter.id
                   AND (twin.phone_key = presenter.phone_key OR twin.email_key = presenter.email_key)
                  JOIN presenter_payee AS one
                    ON one.presenter_id = presenter.id AND one.valid @> \(today)::date
                  JOIN presenter_payee AS two
                    ON two.presenter_id = twin.id AND two.valid @> \(today)::date
                 WHERE one.payee_id <> two.payee_id
                UNION
                SELECT least(payee_id, same_as), greatest(payee_id, same_as)
                  FROM payee_alias
            )
            SELECT same.younger AS payee_id, 'pye-' || same.older AS other
              FROM same
              JOIN account ON account.payee_id = same.younger
              JOIN account AS second
                ON second.payee_id = same.older
               AND second.fingerprint <> account.fingerprint
             ORDER BY same.younger, same.older
            """
        )
    }

    /// The payees of presenters who have died, as far as they are not corporations, while something is still to be sent
    /// to them: what the bank has, or has paid, is on its way.
    public func payeeDeceased() throws(PostgresError) -> [FoundCause] {
        try payeeCauses(
            .payeeDeceased,
            .blocks,
            """
            SELECT DISTINCT honorarium.payee_id, '' AS other
              FROM presenter
              JOIN honorarium ON honorarium.presenter_id = presenter.id
              JOIN payee ON payee.id = honorarium.payee_id AND payee.legal_status <> 'corporation'
             WHERE presenter.state = 'deceased'
               AND honorarium.entry <> 'red'
               AND honorarium.gross > 0
               AND NOT EXISTS (
                   SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
               )
               AND NOT EXISTS (
                   SELECT FROM payment_line AS line
                     JOIN payment ON payment.id = line.payment_id
                    WHERE line.honorarium_id = honorarium.id
                      AND line.released_at IS NULL
                      AND (payment.state = 'paid'
                           OR (payment.state = 'closed' AND payment.net <= 0)
                           OR EXISTS (
                               SELECT FROM transfer_attempt AS sent
                                WHERE sent.payment_id = payment.id AND sent.state = 'sent'
                           ))
               )
             ORDER BY honorarium.payee_id
            """
        )
    }

    private func payeeCauses(
        _ kind: FindingKind,
        _ severity: FindingSeverity,
        _ sql: SQL
    ) throws(PostgresError) -> [FoundCause] {
        try session.rows(sql) { row throws(PostgresError) in
            FoundCause(kind, severity, .payee(try row.value("payee_id")), other: try row.value("other"))
        }
    }

    /// The account in force of each payee, the one confirmed last.
    ///
    /// Aliases count as one person.
    private static let accounts: SQL = """
        account AS (
            SELECT DISTINCT ON (payee_account.payee_id) payee_account.payee_id, payee_account.fingerprint,
                   coalesce(payee_alias.same_as, payee_account.payee_id) AS person_id
              FROM payee_account
              LEFT JOIN payee_alias ON payee_alias.payee_id = payee_account.payee_id
             WHERE payee_account.confirmed_at IS NOT NULL
             ORDER BY payee_account.payee_id, payee_account.confirmed_at DESC, payee_account.id DESC
        )
        """
}
