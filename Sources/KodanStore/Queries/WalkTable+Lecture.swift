import KodanDomain
import Postgres

extension WalkTable {
    /// The request, who was asked, who was bound, and what went out.
    static func lecture(_ assignments: [Assignment.ID]) -> [WalkTable] {
        [
            WalkTable(
                .request,
                [
                    (.askedBy, .text), (.contact, .text), (.programme, .text), (.delivery, .code),
                    (.title, .text),
                    (.state, .code), (.reason, .text),
                ],
                """
                SELECT assignment.id AS walk_part, assignment.id AS walk_order,
                       'req-' || request.id AS walk_key, request.submitted_at AS walk_at,
                       NULL AS actor_id, NULL AS actor_name, NULL AS on_behalf,
                       coalesce(host.name, asking.family_name || ' ' || asking.given_name) AS asked_by,
                       request.contact_name AS contact, programme.name_ja AS programme, request.delivery,
                       request.title, request.state, request.state_reason AS reason
                  FROM assignment
                  JOIN lecture_request AS request ON request.id = assignment.request_id
                  JOIN programme ON programme.id = request.programme_id
                  LEFT JOIN organization AS host ON host.id = request.organization_id
                  LEFT JOIN presenter AS asking ON asking.id = request.asking_presenter_id
                 WHERE assignment.id = ANY (\(assignments)::bigint[])
                """
            ),
            WalkTable(
                .offer,
                [
                    (.presenter, .text), (.state, .code), (.sentAt, .moment), (.deadline, .moment),
                    (.answeredAt, .moment), (.reason, .text),
                ],
                """
                SELECT assignment.id AS walk_part, offer.id AS walk_order,
                       'ofr-' || offer.id AS walk_key, offer.queued_at AS walk_at,
                       NULL AS actor_id, NULL AS actor_name, NULL AS on_behalf,
                       'pre-' || presenter.id || ' ' || presenter.family_name || ' ' || presenter.given_name
                           AS presenter,
                       offer.state, offer.sent_at, offer.deadline, offer.answered_at, offer.reason
                  FROM assignment
                  JOIN offer ON offer.request_id = assignment.request_id
                  JOIN presenter ON presenter.id = offer.presenter_id
                 WHERE assignment.id = ANY (\(assignments)::bigint[])
                """
            ),
            WalkTable(
                .assignment,
                [
                    (.presenter, .text), (.during, .span), (.online, .flag), (.state, .code),
                    (.reason, .text),
                ],
                """
                SELECT assignment.id AS walk_part, assignment.id AS walk_order,
                       'asg-' || assignment.id AS walk_key,
                       assignment.assigned_at AS walk_at, NULL AS actor_id, NULL AS actor_name, NULL AS on_behalf,
                       'pre-' || presenter.id || ' ' || presenter.family_name || ' ' || presenter.given_name
                           AS presenter,
                       assignment.during, assignment.online, assignment.state, assignment.end_reason AS reason
                  FROM assignment
                  JOIN presenter ON presenter.id = assignment.presenter_id
                 WHERE assignment.id = ANY (\(assignments)::bigint[])
                """
            ),
            delivery(assignments),
        ]
    }

    private static func delivery(_ assignments: [Assignment.ID]) -> WalkTable {
        WalkTable(
            .delivery,
            [
                (.material, .text), (.quantity, .count), (.state, .code), (.sentAt, .moment),
                (.receivedAt, .moment),
            ],
            """
            SELECT delivery.assignment_id AS walk_part, delivery.id AS walk_order,
                   'dlv-' || delivery.id AS walk_key,
                   delivery.planned_at AS walk_at, NULL AS actor_id, NULL AS actor_name, NULL AS on_behalf,
                   material.name_ja || ' ' || edition.label AS material, delivery.quantity, delivery.state,
                   delivery.sent_at, delivery.received_at
              FROM material_delivery AS delivery
              JOIN edition ON edition.id = delivery.edition_id
              JOIN material ON material.id = edition.material_id
             WHERE delivery.assignment_id = ANY (\(assignments)::bigint[])
            """
        )
    }

    /// What both sides attested, what was claimed and agreed, the files behind it, and what stood out.
    static func claims(_ assignments: [Assignment.ID]) -> [WalkTable] {
        attestations(assignments) + files(assignments) + [travel(assignments), finding(assignments)]
    }

    private static func attestations(_ assignments: [Assignment.ID]) -> [WalkTable] {
        [
            WalkTable(
                .report,
                [(.held, .span), (.minutes, .minutes), (.attendance, .count)],
                """
                SELECT report.assignment_id AS walk_part, report.id AS walk_order,
                       'rep-' || report.id AS walk_key,
                       report.reported_at AS walk_at, report.reported_by AS actor_id,
                       app_user.display_name AS actor_name, report.on_behalf, report.held, report.minutes,
                       report.attendance
                  FROM lecture_report AS report
                  LEFT JOIN app_user ON app_user.id = report.reported_by
                 WHERE report.assignment_id = ANY (\(assignments)::bigint[])
                """
            ),
            WalkTable(
                .confirmation,
                [
                    (.organization, .text), (.minutes, .minutes), (.attendance, .count),
                    (.evidence, .key("evd")),
                    (.reason, .text),
                ],
                """
                SELECT confirmation.assignment_id AS walk_part, confirmation.id AS walk_order,
                       'cnf-' || confirmation.id AS walk_key,
                       confirmation.confirmed_at AS walk_at, confirmation.confirmed_by AS actor_id,
                       app_user.display_name AS actor_name, confirmation.on_behalf,
                       'org-' || organization.id || ' ' || organization.name AS organization,
                       confirmation.minutes, confirmation.attendance, confirmation.evidence_id AS evidence,
                       confirmation.reason
                  FROM host_confirmation AS confirmation
                  LEFT JOIN organization ON organization.id = confirmation.organization_id
                  LEFT JOIN app_user ON app_user.id = confirmation.confirmed_by
                 WHERE confirmation.assignment_id = ANY (\(assignments)::bigint[])
                """
            ),
        ]
    }

    private static func files(_ assignments: [Assignment.ID]) -> [WalkTable] {
        [
            WalkTable(
                .evidence,
                [(.evidenceKind, .code), (.file, .text), (.bytes, .count), (.sha256, .digest)],
                """
                SELECT evidence.assignment_id AS walk_part, evidence.id AS walk_order,
                       'evd-' || evidence.id AS walk_key,
                       evidence.filed_at AS walk_at, evidence.filed_by AS actor_id,
                       app_user.display_name AS actor_name, NULL AS on_behalf, evidence.kind AS evidence_kind,
                       evidence.file_name AS file, evidence.byte_count AS bytes, evidence.sha256
                  FROM evidence
                  LEFT JOIN app_user ON app_user.id = evidence.filed_by
                 WHERE evidence.assignment_id = ANY (\(assignments)::bigint[])
                """
            ),
            WalkTable(
                .agreement,
                [(.agreement, .code), (.netFee, .yen), (.reason, .text)],
                """
                SELECT agreement.assignment_id AS walk_part, agreement.id AS walk_order,
                       'asg-' || agreement.assignment_id AS walk_key,
                       agreement.agreed_at AS walk_at, agreement.agreed_by AS actor_id,
                       app_user.display_name AS actor_name, NULL AS on_behalf, agreement.kind AS agreement,
                       agreement.net_fee, agreement.reason
                  FROM fee_agreement AS agreement
                  JOIN app_user ON app_user.id = agreement.agreed_by
                 WHERE agreement.assignment_id = ANY (\(assignments)::bigint[])
                """
            ),
            WalkTable(
                .separateTax,
                [(.amount, .yen), (.evidence, .key("evd"))],
                """
                SELECT stated.assignment_id AS walk_part, stated.assignment_id AS walk_order,
                       'asg-' || stated.assignment_id AS walk_key,
                       stated.stated_at AS walk_at, stated.stated_by AS actor_id,
                       app_user.display_name AS actor_name, NULL AS on_behalf, stated.amount,
                       stated.evidence_id AS evidence
                  FROM separated_consumption_tax AS stated
                  JOIN app_user ON app_user.id = stated.stated_by
                 WHERE stated.assignment_id = ANY (\(assignments)::bigint[])
                """
            ),
        ]
    }

    private static func travel(_ assignments: [Assignment.ID]) -> WalkTable {
        WalkTable(
            .travel,
            [
                (.travelledOn, .day), (.mode, .code), (.from, .text), (.to, .text), (.kilometres, .count),
                (.amount, .yen), (.paidDirectly, .flag), (.travelRate, .key("tvl")), (.evidence, .key("evd")),
            ],
            """
            SELECT assignment_id AS walk_part, id AS walk_order,
                   'leg-' || id AS walk_key, claimed_at AS walk_at, NULL AS actor_id,
                   NULL AS actor_name, NULL AS on_behalf, travelled_on, mode, from_place AS "from",
                   to_place AS "to", kilometres, amount, paid_directly, travel_rate_id AS travel_rate,
                   evidence_id AS evidence
              FROM travel_leg
             WHERE assignment_id = ANY (\(assignments)::bigint[])
            """
        )
    }

    /// Findings about the lecture, and about the payees of its honoraria.
    private static func finding(_ assignments: [Assignment.ID]) -> WalkTable {
        WalkTable(
            .finding,
            [
                (.finding, .code), (.severity, .code), (.other, .text), (.state, .code), (.reason, .text),
            ],
            """
            SELECT owed.assignment_id AS walk_part, finding.id AS walk_order,
                   'fnd-' || finding.id AS walk_key, finding.found_at AS walk_at,
                   finding.cleared_by AS actor_id, app_user.display_name AS actor_name, NULL AS on_behalf,
                   finding.kind AS finding, finding.severity, finding.other, finding.state, finding.reason
              FROM (
                   SELECT id AS assignment_id, NULL::bigint AS payee_id
                     FROM assignment
                    WHERE id = ANY (\(assignments)::bigint[])
                   UNION
                   SELECT assignment_id, payee_id
                     FROM honorarium
                    WHERE assignment_id = ANY (\(assignments)::bigint[])
                   ) AS owed
              JOIN finding
                ON CASE WHEN owed.payee_id IS NULL THEN finding.assignment_id = owed.assignment_id
                        ELSE finding.payee_id = owed.payee_id END
              LEFT JOIN app_user ON app_user.id = finding.cleared_by
            """
        )
    }
}
