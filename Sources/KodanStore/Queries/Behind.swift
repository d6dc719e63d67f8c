import KodanDomain
import Postgres

/// The condition that `column` holds a key behind `after` in a list that begins with its smallest key, or with its
/// largest.
///
/// `column` is a name that the program chose.
func behind<Of: Keyed>(_ after: ID<Of>?, _ column: String, isNewestFirst: Bool) -> SQL {
    if !isNewestFirst { return "\(unsafeSQL: column) > \(after ?? ID<Of>(0))" }
    return if let after { "\(unsafeSQL: column) < \(after)" } else { "TRUE" }
}
