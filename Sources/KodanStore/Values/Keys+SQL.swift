public import KodanDomain
public import Postgres

/// The tables whose keys a store draws before it inserts, so that children can be inserted in the same batch.
public enum KeyedTable: String, Sendable {
    case user = "app_user"
    case organization
    case presenter
    case payee
    case payeeAccount = "payee_account"
    case notice = "payment_notice"
}

extension Session {
    /// Draws `count` fresh keys of `table`, ascending.
    ///
    /// Keys that are drawn and not used leave gaps, as any sequence does.
    public func keys<Of: Keyed>(
        of table: KeyedTable,
        count: Int,
        as _: Of.Type = Of.self
    ) throws(PostgresError) -> [ID<Of>] {
        try rows(
            """
            SELECT nextval(pg_get_serial_sequence(\(table.rawValue), 'id')) AS id
              FROM generate_series(1, \(count))
             ORDER BY 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
    }
}

extension Session {
    /// Plans the statements of `body` anew: for questions about tables which the same transaction fills.
    ///
    /// A plan that was made while they were empty would read all of them each time. Only questions: behind inserts
    /// there are the checks of foreign keys, which it would plan row by row.
    public func planningAnew<T>(_ body: () throws -> T) throws -> T {
        try execute("SET LOCAL plan_cache_mode = force_custom_plan")
        let result = try body()
        try execute("SET LOCAL plan_cache_mode = auto")
        return result
    }

    /// Has what follows in this transaction keep its plans: for large questions that take longer to plan than to
    /// answer, whatever they ask about.
    func keepPlans() throws(PostgresError) {
        try postpone("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)", mootAtEnd: true)
    }
}
