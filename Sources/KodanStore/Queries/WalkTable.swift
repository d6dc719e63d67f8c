import KodanDomain
import Postgres

/// One table of a walk: a query, and which of its columns say what.
///
/// The query names `walk_part` (the number of the assignment or payment), `walk_key`, `walk_at`, `actor_id`,
/// `actor_name` and `on_behalf`, NULL where there is none; a fact's column is called as the fact.
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

    /// The steps by the number of their part, in the query's order.
    func steps(_ session: Session) throws(PostgresError) -> [(part: Int64, step: WalkStep)] {
        try session.rows(query) { row throws(PostgresError) in
            (
                part: try row.value("walk_part"),
                step: WalkStep(
                    kind,
                    key: try row.value("walk_key"),
                    when: try WalkTable.when(row),
                    actor: try WalkTable.actor(row),
                    facts: try facts(row)
                )
            )
        }
    }

    private func facts(_ row: Row) throws(PostgresError) -> [WalkFact] {
        var found: [WalkFact] = []
        for (name, column) in facts {
            guard let value = try WalkTable.value(row, name.rawValue, column) else { continue }
            found.append(WalkFact(name, value))
        }
        return found
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

    private static func value(
        _ row: Row,
        _ name: String,
        _ column: Column
    ) throws(PostgresError) -> WalkValue? {
        switch column {
        case .text: try nonEmpty(row, name).map(WalkValue.text)
        case .key(let prefix): try number(row, name).map { .key("\(prefix)-\($0)") }
        case .code: try nonEmpty(row, name).map(WalkValue.code)
        case .yen: try number(row, name).map { .yen(Yen($0)) }
        case .minutes: try number(row, name).map { .minutes(Int($0)) }
        case .count: try number(row, name).map { .count(Int($0)) }
        case .basisPoints: try number(row, name).map { .basisPoints(Int($0)) }
        case .permille: try number(row, name).map { .permille(Int($0)) }
        case .day: try row.optional(name, as: LocalDate.self).map(WalkValue.day)
        case .moment: try row.optional(name, as: Instant.self).map(WalkValue.moment)
        case .span: try row.optional(name, as: TimeRange.self).map(WalkValue.span)
        case .digest: try row.optional(name, as: [UInt8].self).map(WalkValue.digest)
        case .flag: try row.optional(name, as: Bool.self).map(WalkValue.flag)
        }
    }

    private static func number(_ row: Row, _ name: String) throws(PostgresError) -> Int64? {
        try row.optional(name)
    }

    private static func nonEmpty(_ row: Row, _ name: String) throws(PostgresError) -> String? {
        let text: String? = try row.optional(name)
        return text?.isEmpty == true ? nil : text
    }
}
