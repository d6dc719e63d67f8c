import KodanDomain
import Postgres

/// Runs `body`, turning a field that was not accepted into the refusal that people are told.
func refusingField<Value>(_ body: () throws(FieldRefused) -> Value) throws(Refusal) -> Value {
    do throws(FieldRefused) {
        return try body()
    } catch {
        throw .field(error)
    }
}

extension String {
    /// A reason that a person wrote in one line, normalized.
    ///
    /// Throws ``Refusal/field(_:)`` for none, or more than 500 characters.
    func checkedReasonLine() throws(Refusal) -> String {
        try refusingField { () throws(FieldRefused) in try plainText(.reason, atMost: 500) }
    }

    /// A reason that may have several lines, normalized.
    ///
    /// Throws ``Refusal/field(_:)`` for one that says nothing, or more than `limit` characters.
    func checkedReason(atMost limit: Int = 2000) throws(Refusal) -> String {
        let text = try refusingField { () throws(FieldRefused) in try longText(.reason, atMost: limit) }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw .field(FieldRefused(.reason, expected: .present))
        }
        return text
    }
}

extension DateRange {
    /// Throws ``Refusal/field(_:)``, which names these days, for a `day` that is none of them.
    func require(_ day: LocalDate, as field: Field) throws(Refusal) {
        guard contains(day) else { throw .field(FieldRefused(field, expected: .dateWithin(self))) }
    }
}

/// Runs `body`, turning the violation of a named constraint into what people are told.
///
/// A constraint that is not named here stays an error of the database. The transaction is lost either way.
func refusing<Value>(_ refusals: [String: Refusal], _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as PostgresError {
        if let constraint = error.constraint, let refusal = refusals[constraint] { throw refusal }
        throw error
    }
}
