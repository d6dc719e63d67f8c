public import KodanDomain
public import Postgres

/// The seminars and conferences that the body itself holds.
public struct ProgrammeEventStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Adds one of a programme that is there; `by` is the administrator who does, at `now`, nil of the shipped table.
    ///
    /// Throws the violation of `programme_event_once` for one on the same day at the same place, and of
    /// `programme_event_in_house` for a programme that others hold.
    public func insert(
        _ event: ProgrammeEvent,
        by user: User.ID? = nil,
        at now: Instant? = nil
    ) throws(PostgresError) -> ProgrammeEvent.ID {
        try session.value(
            """
            INSERT INTO programme_event (programme_id, held_on, place, capacity, changed_by, changed_at)
            SELECT id, \(event.heldOn), \(event.place), \(event.capacity)::integer, \(user)::bigint, \(now)::timestamptz
              FROM programme
             WHERE code = \(event.programme)
            RETURNING id
            """
        )
    }

    /// Takes one off the schedule; what it was, or nil if there is none.
    public func remove(
        _ id: ProgrammeEvent.ID,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> ProgrammeEvent? {
        try change(id, setting: "removed_at = \(now)", by: user, at: now)
    }

    /// Notes how many came to one of the schedule; what it is, or nil if there is none.
    public func count(
        _ attendance: Int,
        at id: ProgrammeEvent.ID,
        by user: User.ID?,
        on now: Instant
    ) throws(PostgresError) -> ProgrammeEvent? {
        try change(id, setting: "attendance = \(attendance)", by: user, at: now)
    }

    private func change(
        _ id: ProgrammeEvent.ID,
        setting column: SQL,
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> ProgrammeEvent? {
        try session.first(
            """
            UPDATE programme_event AS event
               SET \(column), changed_at = \(now), changed_by = \(user)
              FROM programme
             WHERE event.id = \(id)
               AND event.removed_at IS NULL
               AND programme.id = event.programme_id
            RETURNING programme.code, event.held_on, event.place, event.capacity
            """,
            as: ProgrammeEvent.init(row:)
        )
    }
}

extension ProgrammeEvent {
    init(row: Row) throws(PostgresError) {
        let (programme, day): (ProgrammeCode, LocalDate) = (try row.value("code"), try row.value("held_on"))
        let (place, capacity): (String, Int) = (try row.value("place"), try row.value("capacity"))
        self = try valid("place") { () throws(FieldRefused) in
            try ProgrammeEvent(programme: programme, heldOn: day, place: place, capacity: capacity)
        }
    }
}
