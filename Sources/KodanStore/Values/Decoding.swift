import KodanDomain
import Postgres

/// The value that a constraint of the database vouches for.
func valid<Value>(
    _ column: String,
    _ make: () throws(FieldRefused) -> Value
) throws(PostgresError) -> Value {
    do throws(FieldRefused) {
        return try make()
    } catch {
        throw .decoding(column: column, expected: error.expected.code)
    }
}

/// The value that several columns make, as constraints of the database vouch: what refuses them, or makes nothing of
/// them, becomes a decoding error.
func decoded<Value>(
    _ column: String,
    _ expected: String,
    _ make: () throws -> Value?
) throws(PostgresError) -> Value {
    do {
        guard let value = try make() else {
            throw PostgresError.decoding(column: column, expected: expected)
        }
        return value
    } catch let error as PostgresError {
        throw error
    } catch {
        throw .decoding(column: column, expected: expected)
    }
}
