public import KodanDomain
public import Postgres

/// Saved matching runs as the body's people see them; row-level security decides which.
public struct MatchingRunQueries {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    private static let query: SQL =
        "SELECT id, run_at, run_by, requests, matched, total_cost FROM matching_run"

    /// At most `limit` runs behind `after`, the newest first: those with smaller keys.
    public func list(
        after: MatchingRun.ID?,
        limit: Int
    ) throws(PostgresError) -> [MatchingRunEntry] {
        let older: SQL = if let after { "WHERE id < \(after)" } else { "" }
        return try session.rows(
            "\(MatchingRunQueries.query) \(older) ORDER BY id DESC LIMIT \(limit)",
            as: MatchingRunEntry.init(row:)
        )
    }

    /// One run; nil if there is none that the actor may see.
    public func run(_ id: MatchingRun.ID) throws(PostgresError) -> MatchingRunEntry? {
        try session.first("\(MatchingRunQueries.query) WHERE id = \(id)", as: MatchingRunEntry.init(row:))
    }

    /// At most `limit` proposals of a run for requests with keys above `after`, smaller keys first.
    ///
    /// Who may not see a request does not see what was proposed for it.
    public func proposals(
        of run: MatchingRun.ID,
        after: LectureRequest.ID?,
        limit: Int
    ) throws(PostgresError) -> [MatchProposal] {
        try session.rows(
            """
            SELECT proposal.request_id, request.title, proposal.presenter_id,
                   presenter.family_name || ' ' || presenter.given_name AS presenter_name, request_slot.ordinal,
                   request_slot.during, proposal.online, proposal.travel_minutes, proposal.slot_cost,
                   proposal.level_cost, proposal.preference_cost, proposal.online_cost, proposal.same_host_cost,
                   proposal.load_cost, proposal.total_cost, offer.state AS offer_state
              FROM match_proposal AS proposal
              JOIN lecture_request AS request ON request.id = proposal.request_id
              JOIN request_slot ON request_slot.id = proposal.slot_id
              JOIN presenter ON presenter.id = proposal.presenter_id
              LEFT JOIN offer ON offer.run_id = proposal.run_id AND offer.request_id = proposal.request_id
             WHERE proposal.run_id = \(run)
               AND proposal.request_id > \(after ?? LectureRequest.ID(0))
             ORDER BY proposal.request_id
             LIMIT \(limit)
            """,
            as: MatchProposal.init(row:)
        )
    }
}

extension MatchingRunEntry {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            id: try row.value("id"),
            runAt: try row.value("run_at"),
            runBy: try row.optional("run_by"),
            requests: try row.value("requests"),
            matched: try row.value("matched"),
            totalCost: try row.value("total_cost")
        )
    }
}

extension MatchProposal {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            request: try row.value("request_id"),
            title: try row.value("title"),
            presenter: try row.value("presenter_id"),
            name: try row.value("presenter_name"),
            slot: try row.value("ordinal"),
            during: try row.value("during"),
            isOnline: try row.value("online"),
            cost: [
                "travel": try row.value("travel_minutes"), "slot_order": try row.value("slot_cost"),
                "missing_level": try row.value("level_cost"),
                "not_preferred": try row.value("preference_cost"),
                "online_instead": try row.value("online_cost"),
                "same_host_again": try row.value("same_host_cost"), "load": try row.value("load_cost"),
                "total": try row.value("total_cost"),
            ],
            offer: try row.optional("offer_state")
        )
    }
}
