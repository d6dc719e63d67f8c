public import KodanDomain
public import KodanStore
public import Postgres

/// One transaction at work: whom it acts for, at what moment, and where its record goes.
///
/// Not Sendable, like the session that it holds: it lives within one transaction body.
public struct Desk {
    /// The transaction's session.
    public let session: Session
    /// Whom it acts for.
    public let actor: Actor
    /// The moment of everything that it writes.
    public let now: Instant
    /// Whether workers are told of this transaction when it has committed.
    let news: WorkNews
    /// Keeps the ways to travel from one transaction to the next.
    let travelRoom: TravelRoom

    /// Writes one event of the record, in this transaction.
    public func record(
        _ action: String,
        _ subject: some CustomStringConvertible,
        reason: String? = nil,
        onBehalfOf: String? = nil,
        detail: [String: String] = [:]
    ) throws(PostgresError) {
        let entry = AuditEntry(
            action,
            subject.description,
            reason: reason,
            onBehalfOf: onBehalfOf,
            detail: detail
        )
        try AuditStore(session).append(entry, by: actor, at: now)
    }

    /// Puts a mail in the outbox, in this transaction.
    public func mail(_ entry: OutboxEntry) throws(PostgresError) {
        try OutboxStore(session).put(entry, at: now)
        tellWorkers()
    }

    /// Has a worker wake once the transaction has committed; what a worker does itself wakes nobody.
    func tellWorkers() {
        if actor.role != .system { news.note() }
    }

    /// Runs `body` with the service's own sight of rows: for what follows from a permitted step but concerns
    /// others than its actor, such as telling the losers of an offer.
    ///
    /// The record still names the actor. Within another such body nothing changes at its end; after an error of
    /// `body` the actor's own sight is back too, for callers that go on.
    public func asSystem<T>(_ body: () throws -> T) throws -> T {
        guard actor.role != .system else { return try body() }
        let entry = EntryStore(session)
        let before = try entry.exchange(Role.system.rawValue)
        do {
            let result = try body()
            try entry.exchange(before)
            return result
        } catch {
            // After an error of the database the transaction is lost, and the role with it.
            _ = try? entry.exchange(before)
            throw error
        }
    }
}
