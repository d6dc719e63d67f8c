import KodanDomain
public import Postgres

extension AccountStore {
    /// The account of a `payment`'s payee that was confirmed last by `now`: where what is approved then goes.
    static func newestConfirmed(at now: Instant) -> SQL {
        """
        SELECT payee_account.id
          FROM payee_account
         WHERE payee_account.payee_id = payment.payee_id
           AND payee_account.confirmed_at <= \(now)::timestamptz
         ORDER BY payee_account.confirmed_at DESC, payee_account.id DESC
         LIMIT 1
        """
    }

    /// The newest `count` accounts under each version of the keys, with their fingerprints.
    public func newest(
        _ count: Int
    ) throws(PostgresError) -> [(account: StoredAccount, fingerprint: [UInt8])] {
        try session.rows(
            """
            SELECT numbered.account_id, numbered.payee_id, numbered.bank_code, numbered.bank_name, numbered.branch_code,
                   numbered.branch_name, numbered.deposit_type, numbered.sealed_number, numbered.key_version,
                   numbered.holder_kana, numbered.fingerprint
              FROM (SELECT id AS account_id, payee_id, bank_code, bank_name, branch_code, branch_name, deposit_type,
                           sealed_number, key_version, holder_kana, fingerprint,
                           row_number() OVER (PARTITION BY key_version ORDER BY id DESC) AS place
                      FROM payee_account) AS numbered
             WHERE numbered.place <= \(count)
             ORDER BY numbered.key_version, numbered.place
            """
        ) { row throws(PostgresError) in
            (
                account: try StoredAccount(row: row),
                fingerprint: try row.value("fingerprint", as: [UInt8].self)
            )
        }
    }
}
