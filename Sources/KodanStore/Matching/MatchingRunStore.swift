public import KodanDomain
public import Postgres

/// One row of a plan as it is saved, with the terms of its cost in equivalent minutes.
public struct PlannedMatch: Sendable, Equatable {
    /// The request.
    public let request: LectureRequest.ID
    /// The slot.
    public let slot: Slot.ID
    /// The presenter.
    public let presenter: Presenter.ID
    /// Whether the lecture is held online.
    public let isOnline: Bool
    /// The way there.
    public let travel: Int
    /// What the slot's order costs.
    public let slotOrder: Int
    /// What the missing level costs.
    public let level: Int
    /// What it costs that another presenter is preferred.
    public let notPreferred: Int
    /// What it costs to be online where there is a venue.
    public let onlineInstead: Int
    /// What it costs that the presenter has been at the host before.
    public let sameHostAgain: Int
    /// What the presenter's load costs.
    public let load: Int
    /// All terms together.
    public let total: Int

    /// A row of a plan.
    public init(
        request: LectureRequest.ID,
        slot: Slot.ID,
        presenter: Presenter.ID,
        isOnline: Bool,
        travel: Int,
        slotOrder: Int,
        level: Int,
        notPreferred: Int,
        onlineInstead: Int,
        sameHostAgain: Int,
        load: Int,
        total: Int
    ) {
        self.request = request
        self.slot = slot
        self.presenter = presenter
        self.isOnline = isOnline
        self.travel = travel
        self.slotOrder = slotOrder
        self.level = level
        self.notPreferred = notPreferred
        self.onlineInstead = onlineInstead
        self.sameHostAgain = sameHostAgain
        self.load = load
        self.total = total
    }
}

/// Saves plans, whole rows at a time.
public struct MatchingRunStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Of `ids`, the requests that still wait for a presenter, locked until the transaction ends.
    public func lockOpen(_ ids: [LectureRequest.ID]) throws(PostgresError) -> Set<LectureRequest.ID> {
        let open: [LectureRequest.ID] = try session.rows(
            """
            SELECT id
              FROM lecture_request
             WHERE id = ANY (\(ids)::bigint[])
               AND state IN ('approved', 'unmatched')
             ORDER BY id
               FOR UPDATE
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return Set(open)
    }

    /// Writes the run with its proposals and one queued offer each, and returns its key; the requests become matched.
    public func save(
        _ matches: [PlannedMatch],
        of requests: Int,
        by actor: Actor,
        at now: Instant
    ) throws(PostgresError) -> MatchingRun.ID {
        let run: MatchingRun.ID = try session.value(
            """
            INSERT INTO matching_run (run_at, run_by, requests, matched, total_cost)
            VALUES (\(now), \(actor.user), \(requests), \(matches.count), \(matches.reduce(0) { $0 + $1.total }))
            RETURNING id
            """
        )
        guard !matches.isEmpty else { return run }
        try session.execute(
            """
            INSERT INTO match_proposal (run_id, request_id, slot_id, presenter_id, online, travel_minutes, slot_cost,
                                        level_cost, preference_cost, online_cost, same_host_cost, load_cost,
                                        total_cost)
            SELECT \(run), request_id, slot_id, presenter_id, online, travel, slot_cost, level_cost, preference_cost,
                   online_cost, same_host_cost, load_cost, total
              FROM unnest(\(matches.map(\.request))::bigint[], \(matches.map(\.slot))::bigint[],
                          \(matches.map(\.presenter))::bigint[], \(matches.map(\.isOnline))::boolean[],
                          \(matches.map(\.travel))::integer[], \(matches.map(\.slotOrder))::bigint[],
                          \(matches.map(\.level))::bigint[], \(matches.map(\.notPreferred))::bigint[],
                          \(matches.map(\.onlineInstead))::bigint[], \(matches.map(\.sameHostAgain))::bigint[],
                          \(matches.map(\.load))::bigint[], \(matches.map(\.total))::bigint[])
                   AS planned (request_id, slot_id, presenter_id, online, travel, slot_cost, level_cost,
                               preference_cost, online_cost, same_host_cost, load_cost, total)
            """
        )
        try session.execute(
            """
            INSERT INTO offer (request_id, slot_id, presenter_id, run_id, online, travel_minutes, state, queued_at)
            SELECT request_id, slot_id, presenter_id, run_id, online, travel_minutes, 'queued', \(now)
              FROM match_proposal
             WHERE run_id = \(run)
             ORDER BY request_id
            """
        )
        try session.execute(
            """
            UPDATE lecture_request
               SET state = 'matched', state_reason = NULL
             WHERE id = ANY (\(matches.map(\.request))::bigint[])
            """
        )
        return run
    }

    /// Marks requests for which nobody was found, each with why.
    public func markUnmatched(
        _ unmatched: [(request: LectureRequest.ID, reason: String)]
    ) throws(PostgresError) -> [LectureRequest.ID] {
        let before: [LectureRequest.ID] = try session.rows(
            """
            SELECT id FROM lecture_request
             WHERE id = ANY (\(unmatched.map(\.request))::bigint[])
               AND state <> 'unmatched'
             ORDER BY id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        try session.execute(
            """
            UPDATE lecture_request AS request
               SET state = 'unmatched', state_reason = found.reason
              FROM unnest(\(unmatched.map(\.request))::bigint[], \(unmatched.map(\.reason))::text[])
                   AS found (request_id, reason)
             WHERE request.id = found.request_id
               AND (request.state <> 'unmatched' OR request.state_reason <> found.reason)
            """
        )
        return before
    }
}
