public import KodanDomain
public import KodanStore
public import Postgres

/// One transaction at work: whom it acts for, at what moment, and where its record goes.
///
/// Not Sendable, like the session that it holds: it lives within one transaction body.
public struct Desk {
    /// The transaction's session.
    public let session: Session
    /// Who comes in, and how far they see.
    let arrival: Arrival
    /// In whose name it acts, if not in that of who came in.
    let proxy: Actor?
    /// The moment of everything that it writes.
    public let now: Instant
    /// Whether workers are told of this transaction when it has committed.
    let news: WorkNews
    /// Keeps the ways to travel from one transaction to the next.
    let travelRoom: TravelRoom
    /// Keeps the presenters from one match to the next.
    let presenterRoom: PresenterRoom
    /// When materials leave for a lecture.
    let shipping: ShippingTable

    /// Whom it acts for.
    ///
    /// The first look may wait for the database, which says who comes in with the first statement of a transaction.
    public var actor: Actor {
        get throws(PostgresError) { if let proxy { proxy } else { try arrival.actor() } }
    }

    /// The most characters of the name of who is acted for.
    static let nameLimit = 100

    /// Writes one event of the record, in this transaction.
    ///
    /// Throws ``Refusal/field(_:)`` where one acts in the name of another who may act in their own only, and for a name
    /// of more than 100 characters or with control characters, by one of which sealed lines part their fields.
    public func record(
        _ action: String,
        _ subject: some CustomStringConvertible,
        reason: String? = nil,
        onBehalfOf: String? = nil,
        detail: [String: String] = [:]
    ) throws {
        try requireOwnName(unless: onBehalfOf)
        let name = try refusingField { () throws(FieldRefused) in
            try onBehalfOf?.plainText(.onBehalfOf, atMost: Desk.nameLimit)
        }
        let entry = AuditEntry(
            action,
            subject.description,
            reason: reason,
            onBehalfOf: name,
            detail: detail
        )
        try AuditStore(session).append(entry, by: actor, at: now)
    }

    /// Refuses whom `onBehalfOf` names, if anybody, to an actor who may act in their own name only.
    ///
    /// ``record(_:_:reason:onBehalfOf:detail:)`` asks this; a step that does much before it records asks it first.
    func requireOwnName(unless onBehalfOf: String?) throws {
        if onBehalfOf != nil, try !actor.role.actsForOthers {
            throw Refusal.field(FieldRefused(.onBehalfOf, expected: .ofStaff))
        }
    }

    /// Puts a mail in the outbox, in this transaction.
    public func mail(_ entry: OutboxEntry) throws(PostgresError) {
        try OutboxStore(session).put(entry, at: now)
        tellWorkers()
    }

    /// Has a worker wake once the transaction has committed; what a worker does itself wakes nobody.
    func tellWorkers() {
        if proxy != nil || !arrival.isService { news.note() }
    }

    /// Runs `body` with the service's own sight of rows: for what follows from a permitted step but concerns
    /// others than its actor, such as telling the losers of an offer.
    ///
    /// The record still names the actor. Within another such body nothing changes at its end; after an error of
    /// `body` the actor's own sight is back too, for callers that go on.
    public func asSystem<T>(_ body: () throws -> T) throws -> T {
        try arrival.seeingAll(body)
    }
}
