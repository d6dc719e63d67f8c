public import KodanDomain
public import Postgres

/// What honoraria are calculated from.
extension HonorariumStore {
    /// The facts of one assignment, with its presenter's payee on `day`; nil if there is none in sight.
    public func facts(of assignment: Assignment.ID, on day: LocalDate) throws(PostgresError) -> LectureFacts?
    {
        try session.first(
            facts(on: day, where: "assignment.id = \(assignment)"),
            as: HonorariumStore.facts(row:)
        )
    }

    /// The facts of every attested lecture until `last` that has no honorarium yet, oldest assignment first.
    public func attested(upTo last: LocalDate, on day: LocalDate) throws(PostgresError) -> [LectureFacts] {
        try session.rows(
            facts(on: day, where: HonorariumStore.waiting(upTo: last)),
            as: HonorariumStore.facts(row:)
        )
    }

    /// Whether something is owed for a lecture already.
    public func isCalculated(_ assignment: Assignment.ID) throws(PostgresError) -> Bool {
        try session.value(
            """
            SELECT EXISTS (
                SELECT FROM honorarium WHERE assignment_id = \(assignment) AND entry = 'original'
            )
            """
        )
    }

    /// Keeps agreements about the lectures of ``attested(upTo:on:)`` waiting until the transaction ends.
    public func lockAttested(upTo last: LocalDate) throws(PostgresError) {
        try session.execute(
            """
            SELECT lecture_request.id
              FROM lecture_request
              JOIN assignment ON assignment.request_id = lecture_request.id
             WHERE \(HonorariumStore.waiting(upTo: last))
             ORDER BY lecture_request.id
               FOR UPDATE OF lecture_request
            """
        )
    }

    /// Whether the `assignment` of a `lecture_request` was given until `last`, is attested, and has no honorarium yet.
    ///
    /// A request that was closed since its fee was declined waits again once that was taken back.
    static func waiting(upTo last: LocalDate) -> SQL {
        """
        assignment.id IN (
                   SELECT bond.id
                     FROM lecture_request AS attested
                     JOIN assignment AS bond ON bond.request_id = attested.id
                    WHERE attested.state = 'attested'
                    UNION ALL
                   \(HonorariumStore.takenBack)
               )
               AND lecture_request.state IN ('attested', 'closed')
               AND assignment.state = 'delivered'
               AND lower(assignment.during) < \(Instant(last.adding(days: 1), .midnight))
               AND NOT EXISTS (
                   SELECT FROM honorarium
                    WHERE honorarium.assignment_id = assignment.id
                      AND honorarium.entry = 'original'
               )
        """
    }

    /// The keys of the assignments whose fee was agreed and is by the table again, or agreed anew; not declined anew.
    static let takenBack: SQL = """
        SELECT back.assignment_id
          FROM fee_agreement AS back
         WHERE back.kind = 'table'
           AND NOT EXISTS (
                   SELECT FROM fee_agreement AS later
                    WHERE later.assignment_id = back.assignment_id
                      AND later.id > back.id
                      AND later.kind = 'declined'
               )
        """

    private func facts(on day: LocalDate, where condition: SQL) -> SQL {
        """
        SELECT assignment.id AS assignment_id, assignment.state AS assignment_state, assignment.ended_by,
               lecture_request.id AS request_id, lecture_request.state, presenter.id AS presenter_id,
               presenter.rank_code, programme.id AS programme_id, programme.code AS programme_code,
               programme.pays_honorarium, (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date AS lecture_on,
               lecture_report.minutes AS reported_minutes, host_confirmation.minutes AS confirmed_minutes,
               (CASE WHEN lecture_report.id IS NOT NULL AND host_confirmation.id IS NOT NULL
                     THEN greatest(lecture_report.reported_at, host_confirmation.confirmed_at) END
                AT TIME ZONE 'Asia/Tokyo')::date AS attested_on,
               travel.to_presenter, travel.directly, travel.without_evidence,
               coalesce(travel_rates.ids, '{}') AS travel_rate_ids,
               fee_agreement.kind AS agreement, fee_agreement.net_fee,
               coalesce(fee_agreement.taken_back, false) AS agreement_taken_back, separate.amount AS separate_tax,
               separate.evidence_id, payee.id AS payee_id, payee.legal_status, payee_residency.residency,
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
          LEFT JOIN LATERAL (
                    SELECT nullif(kind, 'table') AS kind, net_fee, bool_or(kind = 'table') OVER () AS taken_back
                      FROM fee_agreement
                     WHERE fee_agreement.assignment_id = assignment.id
                     ORDER BY id DESC
                     LIMIT 1
               ) AS fee_agreement ON true
          LEFT JOIN separated_consumption_tax AS separate ON separate.assignment_id = assignment.id
          LEFT JOIN presenter_payee
            ON presenter_payee.presenter_id = assignment.presenter_id
           AND presenter_payee.valid @> \(day)::date
          LEFT JOIN payee ON payee.id = presenter_payee.payee_id
          LEFT JOIN payee_residency
            ON payee_residency.payee_id = payee.id
           AND payee_residency.valid @> \(day)::date
         CROSS JOIN LATERAL (
                   SELECT coalesce(sum(amount) FILTER (WHERE NOT paid_directly), 0)::bigint AS to_presenter,
                          coalesce(sum(amount) FILTER (WHERE paid_directly), 0)::bigint AS directly,
                          (count(*) FILTER (WHERE evidence_id IS NULL))::integer AS without_evidence
                     FROM travel_leg
                    WHERE travel_leg.assignment_id = assignment.id
               ) AS travel
         CROSS JOIN LATERAL (\(HonorariumStore.consultedTravelRates)) AS travel_rates
         WHERE \(condition)
         ORDER BY assignment.id
        """
    }

    /// The rates that legs were computed from, and the limits that hold for their nights: the prefecture's own, or
    /// else the one for everywhere.
    private static let consultedTravelRates: SQL = """
        SELECT array_agg(DISTINCT consulted.id ORDER BY consulted.id) AS ids
          FROM travel_leg AS leg
         CROSS JOIN LATERAL (
                   SELECT leg.travel_rate_id AS id
                    UNION ALL
                   (SELECT night.id
                      FROM (\(LegStore.nightLimit(at: "lecture_request.venue_municipality_code"))) AS night
                     WHERE leg.mode = 'lodging')
               ) AS consulted
         WHERE leg.assignment_id = assignment.id
           AND consulted.id IS NOT NULL
        """

    private static func facts(row: Row) throws(PostgresError) -> LectureFacts {
        LectureFacts(
            assignment: try row.value("assignment_id"),
            assignmentState: try row.value("assignment_state"),
            endedBy: try row.optional("ended_by"),
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
            attestedOn: try row.optional("attested_on"),
            travel: ClaimedTravel(
                toPresenter: try row.value("to_presenter"),
                directly: try row.value("directly"),
                legsWithoutEvidence: try row.value("without_evidence"),
                rates: try row.value("travel_rate_ids")
            ),
            agreement: try agreement(row: row),
            isAgreementTakenBack: try row.value("agreement_taken_back"),
            separateTax: try separateTax(row: row),
            payee: try payee(row: row),
            isCalculated: try row.value("is_calculated")
        )
    }

    private static func agreement(row: Row) throws(PostgresError) -> FeeAgreement? {
        guard let kind: String = try row.optional("agreement") else { return nil }
        guard let net: Yen = try row.optional("net_fee") else {
            guard kind == "declined" else {
                throw .decoding(column: "agreement", expected: "declined, or net with its amount")
            }
            return .declined
        }
        return .net(net)
    }

    private static func separateTax(row: Row) throws(PostgresError) -> SeparateTaxStatement? {
        guard let amount: Yen = try row.optional("separate_tax") else { return nil }
        return SeparateTaxStatement(amount: amount, evidence: try row.value("evidence_id"))
    }

    private static func payee(row: Row) throws(PostgresError) -> LecturePayee? {
        guard let id: Payee.ID = try row.optional("payee_id") else { return nil }
        return LecturePayee(
            id: id,
            legalStatus: try row.value("legal_status"),
            residency: try row.optional("residency")
        )
    }
}
