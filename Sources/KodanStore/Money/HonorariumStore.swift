public import KodanDomain
public import Postgres

/// What is owed for lectures: facts in, append-only entries out.
public struct HonorariumStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
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
                                    travel_to_presenter, travel_paid_directly, separate_tax,
                                    separate_tax_evidence_id, promised_net, consumption_tax_rate_id,
                                    withholding_rate_ids, travel_rate_ids, calculated_by, calculated_at)
            SELECT assignment_id, presenter_id, payee_id, programme_id, 'original', lecture_on, fixed_on,
                   budget_year, minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
                   travel_paid_directly, separate_tax, evidence_id, promised_net, consumption_tax_rate_id,
                   withholding_rate_ids::bigint[], travel_rate_ids::bigint[], \(user)::bigint, \(now)::timestamptz
              FROM unnest(\(facts.map(\.assignment))::bigint[], \(facts.map(\.presenter))::bigint[],
                          \(drafts.map(\.payee))::bigint[], \(facts.map(\.programme))::bigint[],
                          \(facts.map(\.lectureOn))::date[], \(drafts.map(\.fixedOn))::date[],
                          \(drafts.map(\.budgetYear))::integer[], \(drafts.map(\.minutes))::integer[],
                          \(drafts.map(\.fee.billedMinutes))::integer[], \(facts.map(\.rank))::text[],
                          \(drafts.map(\.fee.feeRate))::bigint[], \(drafts.map(\.fee.amount))::bigint[],
                          \(facts.map(\.travel.toPresenter))::bigint[], \(facts.map(\.travel.directly))::bigint[],
                          \(facts.map { $0.separateTax?.amount ?? .zero })::bigint[],
                          \(facts.map { $0.separateTax?.evidence })::bigint[],
                          \(drafts.map(\.fee.promisedNet))::bigint[],
                          \(drafts.map(\.fee.consumptionTaxRate))::bigint[],
                          \(drafts.map(\.fee.withholdingRates.sqlText))::text[],
                          \(facts.map(\.travel.rates.sqlText))::text[])
                   AS draft (assignment_id, presenter_id, payee_id, programme_id, lecture_on, fixed_on, budget_year,
                             minutes, billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter,
                             travel_paid_directly, separate_tax, evidence_id, promised_net, consumption_tax_rate_id,
                             withholding_rate_ids, travel_rate_ids)
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
                      AND owed.gross <> 0
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
}
