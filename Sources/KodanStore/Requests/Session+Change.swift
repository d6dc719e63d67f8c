import Postgres

extension Session {
    /// Changes exactly one row; throws `rowCount` for any other number.
    ///
    /// Row-level security hides a foreign row without a word: a step that changed nothing must not pass for done.
    func change(_ sql: SQL) throws(PostgresError) {
        let changed = try execute(sql)
        guard changed == 1 else { throw PostgresError(.rowCount(found: changed)) }
    }
}
