import KodanDomain
import Postgres

extension WalkTable {
    /// The honoraria of lectures, the first entries and those that correct them.
    static func honoraria(_ assignments: [Assignment.ID]) -> [WalkTable] {
        [
            WalkTable(
                .honorarium,
                [
                    (.entry, .code), (.corrects, .key("hon")), (.reason, .text), (.lectureOn, .day),
                    (.fixedOn, .day), (.budgetYear, .count), (.payee, .text), (.minutes, .minutes),
                    (.billedMinutes, .minutes), (.rank, .text), (.feeRate, .key("fee")), (.unit, .code),
                    (.unitPrice, .yen), (.timeStep, .minutes), (.rounding, .code), (.cap, .yen),
                    (.legalBasis, .text), (.promisedNet, .yen), (.fee, .yen), (.travelToPresenter, .yen),
                    (.travelDirectly, .yen), (.gross, .yen), (.consumptionTaxRate, .key("ctx")),
                    (.separateTax, .yen), (.evidence, .key("evd")), (.base, .yen), (.payment, .key("pmt")),
                ],
                """
                SELECT owed.assignment_id AS walk_part, owed.id AS walk_order,
                       'hon-' || owed.id AS walk_key, owed.calculated_at AS walk_at,
                       owed.calculated_by AS actor_id, app_user.display_name AS actor_name, NULL AS on_behalf,
                       owed.entry, owed.corrects_id AS corrects, owed.reason, owed.lecture_on, owed.fixed_on,
                       owed.budget_year, 'pye-' || payee.id || ' ' || payee.name AS payee, owed.minutes,
                       owed.billed_minutes, rank.name_ja AS rank, owed.fee_rate_id AS fee_rate, fee_rate.unit,
                       fee_rate.amount AS unit_price, fee_rate.time_step_minutes AS time_step, fee_rate.rounding,
                       fee_rate.cap, fee_rate.legal_basis, owed.promised_net, owed.fee, owed.travel_to_presenter,
                       owed.travel_paid_directly AS travel_directly, owed.gross,
                       owed.consumption_tax_rate_id AS consumption_tax_rate,
                       nullif(owed.separate_tax, 0) AS separate_tax, owed.separate_tax_evidence_id AS evidence,
                       owed.base, line.payment_id AS payment
                  FROM honorarium AS owed
                  JOIN payee ON payee.id = owed.payee_id
                  JOIN rank ON rank.code = owed.rank_code
                  LEFT JOIN fee_rate ON fee_rate.id = owed.fee_rate_id
                  LEFT JOIN app_user ON app_user.id = owed.calculated_by
                  LEFT JOIN payment_line AS line ON line.honorarium_id = owed.id AND line.released_at IS NULL
                 WHERE owed.assignment_id = ANY (\(assignments)::bigint[])
                """
            )
        ]
    }

    /// The payments with their lines and bands, the months that closed them, the bank's part, and the notices.
    static func payments(_ payments: [Payment.ID]) -> [WalkTable] {
        [
            payment(payments), lines(payments), bands(payments), months(payments), transfers(payments),
            notices(payments),
        ]
    }

    private static func payment(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .payment,
            [
                (.payee, .text), (.payOn, .day), (.state, .code), (.payeeClass, .code), (.treaty, .text),
                (.gross, .yen), (.base, .yen), (.tax, .yen), (.net, .yen), (.reversedGross, .yen),
                (.reversedTax, .yen), (.preparedBy, .text), (.submittedAt, .moment), (.approvedBy, .text),
                (.approvedAt, .moment), (.account, .key("acc")), (.paidOn, .day),
            ],
            """
            SELECT payment.id AS walk_part, payment.id AS walk_order,
                   'pmt-' || payment.id AS walk_key, payment.prepared_at AS walk_at,
                   payment.prepared_by AS actor_id, preparer.display_name AS actor_name, NULL AS on_behalf,
                   'pye-' || payee.id || ' ' || payee.name AS payee, payment.pay_on, payment.state,
                   payment.payee_class, concat_ws(' ', treaty.treaty, treaty.relief, treaty.rate_bp) AS treaty,
                   payment.gross, payment.base, payment.tax, payment.net,
                   nullif(payment.reversed_gross, 0) AS reversed_gross,
                   nullif(payment.reversed_tax, 0) AS reversed_tax,
                   'usr-' || preparer.id || ' ' || preparer.display_name AS prepared_by, payment.submitted_at,
                   'usr-' || approver.id || ' ' || approver.display_name AS approved_by, payment.approved_at,
                   payment.account_id AS account, payment.paid_on
              FROM payment
              JOIN payee ON payee.id = payment.payee_id
              JOIN app_user AS preparer ON preparer.id = payment.prepared_by
              LEFT JOIN app_user AS approver ON approver.id = payment.approved_by
              LEFT JOIN treaty_decision AS treaty ON treaty.id = payment.treaty_decision_id
             WHERE payment.id = ANY (\(payments)::bigint[])
            """
        )
    }

    private static func lines(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .line,
            [(.honorarium, .key("hon")), (.gross, .yen), (.base, .yen), (.taxShare, .yen)],
            """
            SELECT payment_id AS walk_part, honorarium_id AS walk_order,
                   'hon-' || honorarium_id AS walk_key, included_at AS walk_at,
                   NULL AS actor_id, NULL AS actor_name, NULL AS on_behalf, honorarium_id AS honorarium, gross,
                   base, tax_share
              FROM payment_line
             WHERE payment_id = ANY (\(payments)::bigint[])
               AND released_at IS NULL
            """
        )
    }

    /// The rates that the tax on what is owed anew was computed from; `base` is that of the whole payment.
    private static func bands(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .taxBand,
            [
                (.bandFrom, .yen), (.bandTo, .yen), (.base, .yen), (.rate, .basisPoints),
                (.incomeTax, .basisPoints), (.reconstructionTax, .permille), (.defenceTax, .permille),
                (.legalBasis, .text),
            ],
            """
            SELECT payment.id AS walk_part, lower(used.band) AS walk_order,
                   'wht-' || used.id AS walk_key, NULL AS walk_at, NULL AS actor_id,
                   NULL AS actor_name, NULL AS on_behalf, lower(used.band) AS band_from,
                   upper(used.band) AS band_to, payment.base + payment.reversed_base AS base,
                   used.rate_bp AS rate, used.income_tax_bp AS income_tax,
                   used.reconstruction_permille AS reconstruction_tax, used.defence_permille AS defence_tax,
                   used.note AS legal_basis
              FROM payment
              JOIN withholding_rate AS used ON used.id = ANY (payment.withholding_rate_ids)
             WHERE payment.id = ANY (\(payments)::bigint[])
            """
        )
    }

    private static func months(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .month,
            [
                (.payOn, .day), (.state, .code), (.payments, .count), (.lines, .count), (.gross, .yen),
                (.tax, .yen), (.net, .yen), (.seal, .digest),
            ],
            """
            SELECT payment.id AS walk_part, payment.id AS walk_order,
                   'month-' || to_char(paid.month, 'YYYY-MM') AS walk_key,
                   paid.closed_at AS walk_at, paid.closed_by AS actor_id, app_user.display_name AS actor_name,
                   NULL AS on_behalf, paid.pay_on, paid.state, paid.payments, paid.lines, paid.gross, paid.tax,
                   paid.net, paid.audit_seal_sha256 AS seal
              FROM payment
              JOIN payment_month AS paid ON paid.month = payment.month
              LEFT JOIN app_user ON app_user.id = paid.closed_by
             WHERE payment.id = ANY (\(payments)::bigint[])
            """
        )
    }

    private static func transfers(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .transfer,
            [
                (.transferFile, .key("trf")), (.file, .text), (.sha256, .digest), (.record, .count),
                (.valueDate, .day), (.amount, .yen), (.account, .key("acc")), (.state, .code),
                (.paidOn, .day), (.resultOn, .day), (.returnReason, .text),
            ],
            """
            SELECT tried.payment_id AS walk_part, tried.id AS walk_order,
                   'att-' || tried.id AS walk_key, sent.exported_at AS walk_at,
                   sent.exported_by AS actor_id, app_user.display_name AS actor_name, NULL AS on_behalf,
                   sent.id AS transfer_file, sent.file_name AS file, sent.sha256, tried.record, sent.value_date,
                   tried.amount, tried.account_id AS account, tried.state, tried.paid_on, tried.result_on,
                   tried.return_reason
              FROM transfer_attempt AS tried
              JOIN transfer_file AS sent ON sent.id = tried.transfer_file_id
              LEFT JOIN app_user ON app_user.id = sent.exported_by
             WHERE tried.payment_id = ANY (\(payments)::bigint[])
            """
        )
    }

    private static func notices(_ payments: [Payment.ID]) -> WalkTable {
        WalkTable(
            .notice,
            [
                (.file, .text), (.sha256, .digest), (.confirmation, .code), (.confirmBy, .day),
                (.confirmedAt, .moment), (.objection, .text), (.replaces, .key("ntc")),
            ],
            """
            SELECT notice.payment_id AS walk_part, notice.id AS walk_order,
                   'ntc-' || notice.id AS walk_key, notice.issued_at AS walk_at,
                   notice.issued_by AS actor_id, app_user.display_name AS actor_name, NULL AS on_behalf,
                   notice.file_name AS file, notice.sha256, notice.confirmation, notice.confirm_by,
                   notice.confirmed_at, notice.objection, notice.replaces_id AS replaces
              FROM payment_notice AS notice
              LEFT JOIN app_user ON app_user.id = notice.issued_by
             WHERE notice.payment_id = ANY (\(payments)::bigint[])
            """
        )
    }
}
