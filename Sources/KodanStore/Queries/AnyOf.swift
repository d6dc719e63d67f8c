import Postgres

/// A further condition, that `column` holds one of `states`; none where there are none.
///
/// `column` is a name that the program chose.
func anyOf<State>(_ states: Set<State>, _ column: String) -> SQL
where State: SQLEncodable & RawRepresentable<String> {
    let texts = states.map(\.rawValue).sorted()
    // A single one by itself, so that an index gives its rows in order.
    if texts.count == 1 { return "AND \(unsafeSQL: column) = \(texts[0])" }
    return texts.isEmpty ? "" : "AND \(unsafeSQL: column) = ANY (\(texts)::text[])"
}
