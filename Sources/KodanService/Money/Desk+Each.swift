import KodanDomain
import KodanStore
import Postgres

extension Desk {
    /// Writes one event for each of `subjects`, in one statement.
    func record(_ action: String, each subjects: [some CustomStringConvertible]) throws(PostgresError) {
        try record(action, each: subjects.map { (subject: $0.description, reason: nil) })
    }

    /// Writes one event for each pair, in one statement.
    func record(
        _ action: String,
        each subjects: [(subject: String, reason: String?)]
    ) throws(PostgresError) {
        try AuditBatchStore(session).append(
            action,
            subjects.map(\.subject),
            reasons: subjects.map(\.reason),
            by: actor,
            at: now
        )
    }

    /// The person who acts; steps that put a name under money are nobody's but a person's.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for the service itself.
    func person() throws(Refusal) -> User.ID {
        guard let user = actor.user else { throw .notPermitted(actor.role) }
        return user
    }

    /// Takes the one place at the month's desk and returns the month.
    ///
    /// Throws ``Refusal/monthUnknown(_:)``.
    func onlyOne(at month: YearMonth) throws -> PaymentMonth {
        let months = PaymentMonthStore(session)
        try months.exclusively()
        guard let found = try months.month(month) else { throw Refusal.monthUnknown(month) }
        return found
    }
}

extension YearMonth {
    /// The month's name in the record, `month-2026-12`.
    var subject: String { "month-\(self)" }
}
