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
