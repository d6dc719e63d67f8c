public import KodanDomain
public import Postgres

/// Causes about lectures that are not paid yet, one statement for each kind.
extension FindingStore {
    /// Report and confirmation differ in minutes.
    public func hoursDiffer(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .hoursDiffer,
            .warns,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT unpaid.id AS assignment_id, '' AS other
              FROM unpaid
              JOIN lecture_report AS report ON report.assignment_id = unpaid.id
              JOIN host_confirmation AS confirmation ON confirmation.assignment_id = unpaid.id
             WHERE abs(report.minutes - confirmation.minutes) > \(FindingKind.minutesThatMayDiffer)
             ORDER BY unpaid.id
            """
        )
    }

    /// The same presenter claims the same means, places and day for another lecture too.
    public func claimOverlaps(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .claimOverlaps,
            .blocks,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT DISTINCT unpaid.id AS assignment_id, 'asg-' || second.id AS other
              FROM unpaid
              JOIN assignment AS second
                ON second.presenter_id = unpaid.presenter_id
               AND second.id <> unpaid.id
              JOIN travel_leg AS mine ON mine.assignment_id = unpaid.id
              JOIN travel_leg AS theirs
                ON theirs.assignment_id = second.id
               AND (theirs.mode, theirs.from_place, theirs.to_place, theirs.travelled_on)
                 = (mine.mode, mine.from_place, mine.to_place, mine.travelled_on)
             ORDER BY 1, 2
            """
        )
    }

    /// A self-hosted and a dispatched lecture of one presenter overlap, or were on one day with one organization.
    ///
    /// Both are found, as far as they are unpaid.
    public func lectureTwice(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .lectureTwice,
            .blocks,
            """
            WITH \(FindingStore.unpaid(upTo: last)), lecture AS (
                SELECT unpaid.id, unpaid.presenter_id, unpaid.lecture_on, request.delivery,
                       coalesce(organization.merged_into, organization.id) AS organization_id,
                       coalesce(report.held, unpaid.during) AS held
                  FROM unpaid
                  JOIN lecture_request AS request ON request.id = unpaid.request_id
                  LEFT JOIN organization ON organization.id = request.organization_id
                  LEFT JOIN lecture_report AS report ON report.assignment_id = unpaid.id
                 WHERE unpaid.state = 'delivered'
            )
            SELECT lecture.id AS assignment_id, 'asg-' || second.id AS other
              FROM lecture
              JOIN assignment AS second
                ON second.presenter_id = lecture.presenter_id
               AND second.state = 'delivered'
               AND second.during && tstzrange(lower(lecture.held) - interval '1 day',
                                              upper(lecture.held) + interval '1 day')
              JOIN lecture_request AS request
                ON request.id = second.request_id
               AND request.delivery <> lecture.delivery
              LEFT JOIN organization ON organization.id = request.organization_id
              LEFT JOIN lecture_report AS report ON report.assignment_id = second.id
             WHERE coalesce(report.held, second.during) && lecture.held
                OR ((lower(second.during) AT TIME ZONE 'Asia/Tokyo')::date = lecture.lecture_on
                    AND coalesce(organization.merged_into, organization.id) = lecture.organization_id)
             ORDER BY lecture.id, second.id
            """
        )
    }

    /// A leg, or a self-hosted lecture, lacks the evidence that the rule of its day wants.
    ///
    /// A leg has it by its own file, or by a file of that kind that was filed for the lecture and is no other leg's:
    /// legs are never changed, and a receipt may come later.
    public func evidenceMissing(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .evidenceMissing,
            .blocks,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT DISTINCT leg.assignment_id, 'leg-' || leg.id AS other
              FROM unpaid
              JOIN travel_leg AS leg ON leg.assignment_id = unpaid.id
              JOIN evidence_rule AS rule
                ON rule.claim = leg.mode
               AND rule.valid @> leg.travelled_on
               AND leg.amount > rule.above
             WHERE NOT EXISTS (
                       SELECT FROM evidence
                        WHERE evidence.assignment_id = leg.assignment_id
                          AND evidence.kind = rule.evidence_kind
                          AND (evidence.id = leg.evidence_id OR NOT EXISTS (
                              SELECT FROM travel_leg AS owner
                               WHERE owner.evidence_id = evidence.id
                                 AND owner.id <> leg.id
                          ))
                   )
            UNION
            SELECT unpaid.id, ''
              FROM unpaid
              JOIN lecture_request AS request
                ON request.id = unpaid.request_id
               AND request.delivery = 'self_hosted'
              JOIN evidence_rule AS rule
                ON rule.claim = 'self_hosted_lecture'
               AND rule.valid @> unpaid.lecture_on
              LEFT JOIN honorarium AS owed
                ON owed.assignment_id = unpaid.id
               AND owed.entry = 'original'
             WHERE unpaid.state = 'delivered'
               AND (owed.gross IS NULL OR owed.gross > rule.above)
               AND NOT EXISTS (
                       SELECT FROM evidence
                        WHERE evidence.assignment_id = unpaid.id
                          AND evidence.kind = rule.evidence_kind
                   )
             ORDER BY 1, 2
            """
        )
    }

    /// A night costs more than the limit of the venue's prefecture, or where it has none, than the general one.
    public func overLimit(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .overLimit,
            .blocks,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT leg.assignment_id, 'leg-' || leg.id AS other
              FROM unpaid
              JOIN lecture_request AS request ON request.id = unpaid.request_id
              JOIN travel_leg AS leg
                ON leg.assignment_id = unpaid.id
               AND leg.mode = 'lodging'
             CROSS JOIN LATERAL (\(LegStore.nightLimit(at: "request.venue_municipality_code"))) AS night
             WHERE leg.amount > night.amount
             ORDER BY leg.id
            """
        )
    }

    /// The fee was declined, but travel is to be paid to the presenter.
    public func feeDeclined(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .feeDeclined,
            .blocks,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT unpaid.id AS assignment_id, '' AS other
              FROM unpaid
              JOIN fee_agreement AS agreement
                ON agreement.assignment_id = unpaid.id
               AND agreement.kind = 'declined'
               AND NOT EXISTS (
                       SELECT FROM fee_agreement AS later
                        WHERE later.assignment_id = agreement.assignment_id
                          AND later.id > agreement.id
                   )
             WHERE EXISTS (SELECT FROM travel_leg WHERE assignment_id = unpaid.id AND NOT paid_directly)
             ORDER BY unpaid.id
            """
        )
    }

    /// Travel is claimed for a lecture that was not given, and nobody has settled it.
    public func travelUnsettled(upTo last: LocalDate) throws(PostgresError) -> [FoundCause] {
        try causes(
            .travelUnsettled,
            .warns,
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT unpaid.id AS assignment_id, '' AS other
              FROM unpaid
              JOIN lecture_request AS request ON request.id = unpaid.request_id
              JOIN programme ON programme.id = request.programme_id AND programme.pays_honorarium
             WHERE unpaid.state <> 'delivered'
               AND NOT EXISTS (SELECT FROM honorarium WHERE honorarium.assignment_id = unpaid.id)
             ORDER BY unpaid.id
            """
        )
    }

    /// Lectures of programmes that pay, given until `last` and not paid yet.
    public func unpaidLectures(
        upTo last: LocalDate
    ) throws(PostgresError) -> [(assignment: Assignment.ID, lectureOn: LocalDate)] {
        try session.rows(
            """
            WITH \(FindingStore.unpaid(upTo: last))
            SELECT unpaid.id, unpaid.lecture_on
              FROM unpaid
              JOIN lecture_request AS request ON request.id = unpaid.request_id
              JOIN programme ON programme.id = request.programme_id AND programme.pays_honorarium
             WHERE unpaid.state = 'delivered'
             ORDER BY unpaid.id
            """
        ) { row throws(PostgresError) in (try row.value("id"), try row.value("lecture_on")) }
    }

    func causes(
        _ kind: FindingKind,
        _ severity: FindingSeverity,
        _ sql: SQL
    ) throws(PostgresError) -> [FoundCause] {
        try session.rows(sql) { row throws(PostgresError) in
            FoundCause(
                kind,
                severity,
                .lecture(try row.value("assignment_id")),
                other: try row.value("other")
            )
        }
    }

    /// What money may still go out for: lectures that were given, and journeys to lectures that were called off or that
    /// the host did not come to (``AssignmentState/owesTravel(endedBy:)``).
    ///
    /// A request is closed when all its honoraria are paid, its programme pays nothing, or nothing was owed, until what
    /// was agreed so is taken back.
    static func unpaid(upTo last: LocalDate) -> SQL {
        let isPaid: SQL = """
            EXISTS (
                       SELECT FROM honorarium
                         JOIN payment_line
                           ON payment_line.honorarium_id = honorarium.id
                          AND payment_line.released_at IS NULL
                         JOIN payment ON payment.id = payment_line.payment_id AND payment.state = 'paid'
                        WHERE honorarium.assignment_id = assignment.id
                   )
            """
        return """
            unpaid AS (
                SELECT assignment.id, assignment.request_id, assignment.presenter_id, assignment.during,
                       assignment.online, assignment.state,
                       (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date AS lecture_on
                  FROM lecture_request AS request
                  JOIN assignment
                    ON assignment.request_id = request.id
                   AND assignment.state = 'delivered'
                 WHERE request.state IN ('held', 'attested')
                   AND lower(assignment.during) < \(Instant(last.adding(days: 1), .midnight))
                UNION ALL
                SELECT assignment.id, assignment.request_id, assignment.presenter_id, assignment.during,
                       assignment.online, assignment.state,
                       (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date
                  FROM assignment
                 WHERE (assignment.state = 'cancelled'
                        OR (assignment.state IN ('no_show', 'released') AND assignment.ended_by <> 'presenter'))
                   AND lower(assignment.during) < \(Instant(last.adding(days: 1), .midnight))
                   AND EXISTS (SELECT FROM travel_leg WHERE travel_leg.assignment_id = assignment.id)
                   AND NOT \(isPaid)
                UNION ALL
                SELECT assignment.id, assignment.request_id, assignment.presenter_id, assignment.during,
                       assignment.online, assignment.state,
                       (lower(assignment.during) AT TIME ZONE 'Asia/Tokyo')::date
                  FROM assignment
                  JOIN lecture_request AS request
                    ON request.id = assignment.request_id
                   AND request.state = 'closed'
                 WHERE assignment.id IN (\(HonorariumStore.takenBack))
                   AND assignment.state = 'delivered'
                   AND lower(assignment.during) < \(Instant(last.adding(days: 1), .midnight))
                   AND NOT \(isPaid)
            )
            """
    }
}
