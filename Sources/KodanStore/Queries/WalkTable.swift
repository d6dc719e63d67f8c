import KodanDomain
import Postgres

/// One table of a walk: a query, and which of its columns say what.
///
/// The query names `walk_part` (the number of the assignment or payment), `walk_order` (its place there), `walk_key`,
/// `walk_at`, `actor_id`, `actor_name` and `on_behalf`, NULL where there is none; a fact's column is called as the
/// fact.
struct WalkTable {
    /// How a fact's column is read.
    enum Column {
        case text
        case key(String)
        case code
        case yen
        case minutes
        case count
        case basisPoints
        case permille
        case day
        case moment
        case span
        case digest
        case flag
    }

    let kind: WalkStepKind
    let facts: [(name: WalkFactName, column: Column)]
    let query: SQL

    init(_ kind: WalkStepKind, _ facts: [(name: WalkFactName, column: Column)], _ query: SQL) {
        self.kind = kind
        self.facts = facts
        self.query = query
    }

    /// The steps of all `tables` by the number of their part, table by table, asked for at once.
    static func steps(
        of tables: [WalkTable],
        _ session: Session
    ) throws(PostgresError) -> [(part: Int64, step: WalkStep)] {
        var queries: SQL = ""
        for (place, table) in tables.enumerated() {
            queries = queries + (place > 0 ? "\nUNION ALL\n" : "") + table.rows(at: place)
        }
        return try session.rows(
            """
            SELECT walk_table, walk_part, walk_key, walk_at, actor_id, actor_name, on_behalf, facts
              FROM (\(queries)) AS walk
             ORDER BY walk_table, walk_part, walk_order, walk_key
            """
        ) { row throws(PostgresError) in
            let place: Int = try row.value("walk_table")
            return (part: try row.value("walk_part"), step: try tables[place].step(row))
        }
    }

    /// The query in the columns that all tables share: the facts are texts, empty where there is none.
    private func rows(at place: Int) -> SQL {
        let texts = facts.map { "coalesce(\"\($0.name.rawValue)\"::text, '')" }.joined(separator: ", ")
        return """
            SELECT \(unsafeSQL: "\(place)") AS walk_table, walk_part, walk_order, walk_key, walk_at::timestamptz,
                   actor_id::bigint, actor_name::text, on_behalf::boolean, ARRAY[\(unsafeSQL: texts)] AS facts
              FROM (\(query)) AS told
            """
    }

    private func step(_ row: Row) throws(PostgresError) -> WalkStep {
        WalkStep(
            kind,
            key: try row.value("walk_key"),
            when: try WalkTable.when(row),
            actor: try WalkTable.actor(row),
            facts: try told(row)
        )
    }

    private func told(_ row: Row) throws(PostgresError) -> [WalkFact] {
        let texts: [String] = try row.value("facts")
        var told: [WalkFact] = []
        for ((name, column), text) in zip(facts, texts) where !text.isEmpty {
            guard let value = WalkTable.value(text, column) else {
                throw .decoding(column: name.rawValue, expected: "\(column)")
            }
            told.append(WalkFact(name, value))
        }
        return told
    }

    private static func when(_ row: Row) throws(PostgresError) -> WalkMoment? {
        let moment: Instant? = try row.optional("walk_at")
        return moment.map(WalkMoment.moment)
    }

    private static func actor(_ row: Row) throws(PostgresError) -> WalkActor? {
        guard let name: String = try row.optional("actor_name") else { return nil }
        return WalkActor(
            user: try row.optional("actor_id"),
            name: name,
            onBehalf: try row.optional("on_behalf") ?? false
        )
    }

    private static func value(_ text: String, _ column: Column) -> WalkValue? {
        switch column {
        case .text: .text(text)
        case .key(let prefix): Int64(text).map { .key("\(prefix)-\($0)") }
        case .code: .code(text)
        case .yen: Int64(text).map { .yen(Yen($0)) }
        case .minutes: Int(text).map(WalkValue.minutes)
        case .count: Int(text).map(WalkValue.count)
        case .basisPoints: Int(text).map(WalkValue.basisPoints)
        case .permille: Int(text).map(WalkValue.permille)
        case .day: LocalDate(sqlText: text).map(WalkValue.day)
        case .moment: Instant(sqlText: text).map(WalkValue.moment)
        case .span: TimeRange(sqlText: text).map(WalkValue.span)
        case .digest: [UInt8](sqlText: text).map(WalkValue.digest)
        case .flag: Bool(text).map(WalkValue.flag)
        }
    }
}
