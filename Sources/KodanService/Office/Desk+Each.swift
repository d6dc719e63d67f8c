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
        try AuditStore(session).append(
            action,
            subjects.map(\.subject),
            reasons: subjects.map(\.reason),
            by: actor,
            at: now
        )
    }

    /// Puts these mails in the outbox, in one statement.
    func mail(each entries: [OutboxEntry]) throws(PostgresError) {
        guard !entries.isEmpty else { return }
        try OutboxStore(session).put(entries, at: now)
        tellWorkers()
    }

    /// The person who acts; steps that put a name under money are nobody's but a person's.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for the service itself.
    func person() throws -> User.ID {
        let actor = try actor
        guard let user = actor.user else { throw Refusal.notPermitted(actor.role) }
        return user
    }
}
