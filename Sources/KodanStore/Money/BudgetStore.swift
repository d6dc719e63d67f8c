public import KodanDomain
public import Postgres

/// What programmes may cost in a fiscal year of lectures, and what is promised of it.
public struct BudgetStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Waits until nobody else reserves for this programme and year, and keeps others waiting until the transaction
    /// ends: two approvals at once would not see each other.
    public func lock(_ programme: Programme.ID, _ year: FiscalYear) throws(PostgresError) {
        try session.execute(
            """
            SELECT pg_advisory_xact_lock(
                (\(programme)::bigint % 2147483647)::integer, \(year)::integer
            )
            """
        )
    }

    /// The budget in force: the newest row; nil if there is none.
    public func budget(of programme: Programme.ID, in year: FiscalYear) throws(PostgresError) -> Yen? {
        try session.first(
            """
            SELECT amount
              FROM budget
             WHERE programme_id = \(programme)
               AND fiscal_year = \(year)
             ORDER BY id DESC
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("amount") }
    }

    /// Sets the budget from now on; the rows before it stay as its history.
    public func set(
        _ amount: Yen,
        for programme: Programme.ID,
        in year: FiscalYear,
        because reason: String,
        by user: User.ID,
        at now: Instant
    ) throws(PostgresError) {
        try session.change(
            """
            INSERT INTO budget (programme_id, fiscal_year, amount, reason, set_by, set_at)
            VALUES (\(programme), \(year), \(amount), \(reason), \(user), \(now))
            """
        )
    }

    /// What a programme has cost in a fiscal year, and what is promised, in one look.
    public func use(of programme: Programme.ID, in year: FiscalYear) throws(PostgresError) -> BudgetUse {
        try session.first(
            """
            \(BudgetStore.use(in: year))
            SELECT spent, reserved, requests
              FROM used
             WHERE programme_id = \(programme)
            """,
            as: BudgetUse.init(row:)
        ) ?? BudgetUse(spent: .zero, reserved: .zero, requests: 0)
    }

    /// All programmes that have a budget in `year`, have cost something or have something reserved, by code.
    public func standings(in year: FiscalYear) throws(PostgresError) -> [BudgetStanding] {
        try session.rows(
            """
            \(BudgetStore.use(in: year))
            SELECT programme.code, newest.amount, coalesce(used.spent, 0) AS spent,
                   coalesce(used.reserved, 0) AS reserved, coalesce(used.requests, 0) AS requests
              FROM programme
              LEFT JOIN used ON used.programme_id = programme.id
              LEFT JOIN LATERAL (
                       SELECT amount
                         FROM budget
                        WHERE budget.programme_id = programme.id
                          AND budget.fiscal_year = \(year)
                        ORDER BY budget.id DESC
                        LIMIT 1
                   ) AS newest ON true
             WHERE used.programme_id IS NOT NULL
                OR newest.amount IS NOT NULL
             ORDER BY programme.code
            """
        ) { row throws(PostgresError) in
            BudgetStanding(
                programme: try row.value("code"),
                year: year,
                budget: try row.optional("amount"),
                use: try BudgetUse(row: row)
            )
        }
    }

    /// Reserves money for a request; false if some is reserved for it already.
    public func reserve(
        _ amount: Yen,
        for request: LectureRequest.ID,
        under programme: Programme.ID,
        in year: FiscalYear,
        at now: Instant
    ) throws(PostgresError) -> Bool {
        try session.execute(
            """
            INSERT INTO budget_reservation (request_id, programme_id, fiscal_year, amount, reserved_at)
            VALUES (\(request), \(programme), \(year), \(amount), \(now))
            ON CONFLICT (request_id) WHERE released_at IS NULL DO NOTHING
            """
        ) == 1
    }

    /// Whether anything was ever reserved for the request, as is done at each approval.
    public func hasReserved(for request: LectureRequest.ID) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM budget_reservation WHERE request_id = \(request))")
    }

    /// Frees what is reserved for these requests; says for which something was.
    @discardableResult
    public func release(
        _ requests: [LectureRequest.ID],
        for cause: BudgetRelease,
        at now: Instant
    ) throws(PostgresError) -> [LectureRequest.ID] {
        guard !requests.isEmpty else { return [] }
        return try session.rows(
            """
            UPDATE budget_reservation
               SET released_at = \(now), released_for = \(cause)
             WHERE request_id = ANY (\(requests)::bigint[])
               AND released_at IS NULL
            RETURNING request_id
            """
        ) { row throws(PostgresError) in try row.value("request_id", as: LectureRequest.ID.self) }.sorted()
    }

    /// The requests of these lectures.
    public func requests(of assignments: [Assignment.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        guard !assignments.isEmpty else { return [] }
        return try session.rows(
            """
            SELECT DISTINCT request_id
              FROM assignment
             WHERE id = ANY (\(assignments)::bigint[])
             ORDER BY request_id
            """
        ) { row throws(PostgresError) in try row.value("request_id") }
    }

    /// `used`: for each programme what honoraria of lectures in `year` cost, and what is reserved.
    private static func use(in year: FiscalYear) -> SQL {
        """
        WITH entry AS (
            SELECT honorarium.programme_id, assignment.request_id,
                   honorarium.gross + honorarium.travel_paid_directly AS spent, 0 AS reserved
              FROM honorarium
              JOIN assignment ON assignment.id = honorarium.assignment_id
             WHERE honorarium.budget_year = \(year)
            UNION ALL
            SELECT programme_id, request_id, 0, amount
              FROM budget_reservation
             WHERE fiscal_year = \(year)
               AND released_at IS NULL
        ), used AS (
            SELECT programme_id, sum(spent)::bigint AS spent, sum(reserved)::bigint AS reserved,
                   count(DISTINCT request_id) AS requests
              FROM entry
             GROUP BY programme_id
        )
        """
    }
}

extension BudgetUse {
    fileprivate init(row: Row) throws(PostgresError) {
        self.init(
            spent: try row.value("spent"),
            reserved: try row.value("reserved"),
            requests: try row.value("requests")
        )
    }
}
