public import KodanDomain
public import Postgres

/// What is owed for lectures: facts in, append-only entries out.
public struct HonorariumStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// The facts of one assignment, with its presenter's payee on `day`; nil if there is none in sight.
    public func facts(of assignment: Assignment.ID, on day: LocalDate) throws(PostgresError) -> LectureFacts?
    {
        try session.first(facts(on: day, where: "assignment.id = \(assignment)"), as: facts(row:))
    }

    /// The facts of every attested lecture until `last` that has no honorarium yet, oldest assignment first.
    public func attested(upTo last: LocalDate, on day: LocalDate) throws(PostgresError) -> [LectureFacts] {
        try session.rows(
            facts(
                on: day,
                where: """
                    lecture_request.state = 'attested'
                       AND assignment.state = 'delivered'
                       AND (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date <= \(last)::date
                       AND NOT EXISTS (
                           SELECT FROM honorarium
                            WHERE honorarium.assignment_id = assignment.id
                              AND honorarium.entry = 'original'
                       )
                    """
            ),
            as: facts(row:)
        )
    }

    /// Adds the first entries of lectures; those that another transaction added meanwhile are passed over.
    ///
    /// Returns the keys by assignment.
    public func add(
        _ drafts: [HonorariumDraft],
        by user: User.ID?,
        at now: Instant
    ) throws(PostgresError) -> [Assignment.ID: Honorarium.ID] {
        guard !drafts.isEmpty else { return [:] }
        let facts = drafts.map(\.facts)
        let added: [(Assignment.ID, Honorarium.ID)] = try session.rows(
            """
            INSERT INTO honorarium (assignment_id, presenter_id, payee_id, programme_id, entry, lecture_on, fixed_on,
                                    budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee,
                                    travel_to_presenter, travel_paid_directly, calculated_by, calculated_at)
            SELECT assignment_id, presenter_id, payee_id, programme_id, 'original', lecture_on, fixed_on,
                   budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee,
                   travel_to_presenter, travel_paid_directly, \(user)::bigint, \(now)::timestamptz
              FROM unnest(\(facts.map(\.assignment))::bigint[], \(facts.map(\.presenter))::bigint[],
                          \(drafts.map(\.payee))::bigint[], \(facts.map(\.programme))::bigint[],
                          \(facts.map(\.lectureOn))::date[], \(drafts.map(\.fixedOn))::date[],
                          \(drafts.map(\.budgetYear))::integer[], \(drafts.map(\.minutes))::integer[],
                          \(drafts.map(\.fee.billedMinutes))::integer[], \(facts.map(\.rank))::text[],
                          \(drafts.map(\.fee.rateID))::bigint[], \(drafts.map(\.fee.amount))::bigint[],
                          \(facts.map(\.travelToPresenter))::bigint[], \(facts.map(\.travelDirectly))::bigint[])
                   AS draft (assignment_id, presenter_id, payee_id, programme_id, lecture_on, fixed_on, budget_year,
                             minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
                             travel_paid_directly)
             ORDER BY assignment_id
            ON CONFLICT (assignment_id) WHERE entry = 'original' DO NOTHING
            RETURNING id, assignment_id
            """
        ) { row throws(PostgresError) in
            (try row.value("assignment_id"), try row.value("id"))
        }
        return Dictionary(added, uniquingKeysWith: { first, _ in first })
    }

    /// Closes attested requests for which nothing is owed; says which were closed.
    public func close(_ requests: [LectureRequest.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        guard !requests.isEmpty else { return [] }
        let closed: [LectureRequest.ID] = try session.rows(
            """
            UPDATE lecture_request
               SET state = 'closed'
             WHERE id = ANY (\(requests)::bigint[])
               AND state = 'attested'
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return closed.sorted()
    }

    /// Closes the requests that `payments` paid for and whose honoraria are all paid; says which were closed.
    public func closePaid(by payments: [Payment.ID]) throws(PostgresError) -> [LectureRequest.ID] {
        let closed: [LectureRequest.ID] = try session.rows(
            """
            UPDATE lecture_request
               SET state = 'closed'
             WHERE state = 'attested'
               AND id IN (
                   SELECT assignment.request_id
                     FROM payment_line
                     JOIN honorarium ON honorarium.id = payment_line.honorarium_id
                     JOIN assignment ON assignment.id = honorarium.assignment_id
                    WHERE payment_line.payment_id = ANY (\(payments)::bigint[])
                      AND payment_line.released_at IS NULL
               )
               AND NOT EXISTS (
                   SELECT FROM assignment
                     JOIN honorarium AS owed ON owed.assignment_id = assignment.id
                    WHERE assignment.request_id = lecture_request.id
                      AND owed.entry <> 'red'
                      AND NOT EXISTS (
                          SELECT FROM honorarium AS red WHERE red.corrects_id = owed.id AND red.entry = 'red'
                      )
                      AND NOT EXISTS (
                          SELECT FROM payment_line
                            JOIN payment ON payment.id = payment_line.payment_id
                           WHERE payment_line.honorarium_id = owed.id
                             AND payment_line.released_at IS NULL
                             AND payment.state = 'paid'
                      )
               )
            RETURNING id
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return closed.sorted()
    }

    private func facts(on day: LocalDate, where condition: SQL) -> SQL {
        """
        SELECT assignment.id AS assignment_id, lecture_request.id AS request_id, lecture_request.state,
               presenter.id AS presenter_id, presenter.rank_code, programme.id AS programme_id,
               programme.code AS programme_code, programme.pays_honorarium,
               (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date AS lecture_on,
               lecture_report.minutes AS reported_minutes, host_confirmation.minutes AS confirmed_minutes,
               travel.to_presenter, travel.directly, presenter_payee.payee_id,
               EXISTS (
                   SELECT FROM honorarium
                    WHERE honorarium.assignment_id = assignment.id
                      AND honorarium.entry = 'original'
               ) AS is_calculated
          FROM assignment
          JOIN lecture_request ON lecture_request.id = assignment.request_id
          JOIN programme ON programme.id = lecture_request.programme_id
          JOIN presenter ON presenter.id = assignment.presenter_id
          LEFT JOIN lecture_report ON lecture_report.assignment_id = assignment.id
          LEFT JOIN host_confirmation ON host_confirmation.assignment_id = assignment.id
          LEFT JOIN presenter_payee
            ON presenter_payee.presenter_id = assignment.presenter_id
           AND presenter_payee.valid @> \(day)::date
         CROSS JOIN LATERAL (
                   SELECT coalesce(sum(amount) FILTER (WHERE NOT paid_directly), 0)::bigint AS to_presenter,
                          coalesce(sum(amount) FILTER (WHERE paid_directly), 0)::bigint AS directly
                     FROM travel_leg
                    WHERE travel_leg.assignment_id = assignment.id
               ) AS travel
         WHERE \(condition)
         ORDER BY assignment.id
        """
    }

    private func facts(row: Row) throws(PostgresError) -> LectureFacts {
        LectureFacts(
            assignment: try row.value("assignment_id"),
            request: try row.value("request_id"),
            requestState: try row.value("state"),
            presenter: try row.value("presenter_id"),
            rank: try row.value("rank_code"),
            programme: try row.value("programme_id"),
            programmeCode: try row.value("programme_code"),
            paysHonorarium: try row.value("pays_honorarium"),
            lectureOn: try row.value("lecture_on"),
            reportedMinutes: try row.optional("reported_minutes"),
            confirmedMinutes: try row.optional("confirmed_minutes"),
            travelToPresenter: try row.value("to_presenter"),
            travelDirectly: try row.value("directly"),
            payee: try row.optional("payee_id"),
            isCalculated: try row.value("is_calculated")
        )
    }
}
