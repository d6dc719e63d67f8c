public import KodanDomain
public import Postgres

/// Honoraria of all months, paid or not.
extension HonorariumQueries {
    /// At most `limit` honoraria that answer `question`, with keys behind `after`: smaller keys first, or larger ones.
    public func list(
        _ question: HonorariumQuestion,
        isNewestFirst: Bool = false,
        after: Honorarium.ID?,
        limit: Int
    ) throws(PostgresError) -> [HonorariumOverview] {
        let order: SQL = isNewestFirst ? "DESC" : "ASC"
        var conditions = behind(after, "honorarium.id", isNewestFirst: isNewestFirst)
        if let month = question.month { conditions = conditions + " AND payment.month = \(month)::date" }
        if let payee = question.payee { conditions = conditions + " AND honorarium.payee_id = \(payee)" }
        if let assignment = question.assignment {
            conditions = conditions + " AND honorarium.assignment_id = \(assignment)"
        }
        if let from = question.from {
            conditions = conditions + " AND honorarium.lecture_on >= \(from)::date"
        }
        if let to = question.to { conditions = conditions + " AND honorarium.lecture_on <= \(to)::date" }
        if let state = question.state {
            conditions =
                conditions + HonorariumQueries.mark(of: state) + " AND \(HonorariumQueries.state) = \(state)"
        }
        return try session.rows(
            """
            SELECT \(HonorariumQueries.columns)
              FROM \(HonorariumQueries.tables)
             WHERE \(conditions)
             ORDER BY honorarium.id \(order)
             LIMIT \(limit)
            """,
            as: HonorariumOverview.init(row:)
        )
    }

    /// One honorarium with the keys of the rows that it was computed from; nil if there is none in sight.
    public func detail(_ id: Honorarium.ID) throws(PostgresError) -> HonorariumDetail? {
        try session.first(
            """
            SELECT \(HonorariumQueries.columns), honorarium.corrects_id, honorarium.reason, honorarium.budget_year,
                   programme.name_ja AS programme_name, honorarium.minutes, honorarium.rank_code,
                   coalesce((SELECT name_ja FROM rank WHERE rank.code = honorarium.rank_code), honorarium.rank_code)
                       AS rank_name, honorarium.base, honorarium.separate_tax,
                   honorarium.separate_tax_evidence_id, honorarium.promised_net, honorarium.calculated_by,
                   honorarium.calculated_at, honorarium.fee_rate_id, honorarium.consumption_tax_rate_id,
                   honorarium.withholding_rate_ids, honorarium.travel_rate_ids,
                   ARRAY(
                       SELECT later.id FROM honorarium AS later
                        WHERE later.corrects_id = honorarium.id
                        ORDER BY later.id
                   ) AS corrected_by,
                   coalesce(payment.withholding_rate_ids, '{}') AS payment_rate_ids
              FROM \(HonorariumQueries.tables)
             WHERE honorarium.id = \(id)
            """,
            as: HonorariumDetail.init(row:)
        )
    }

    /// What all in a state have in common and an index finds, where they are few among those of all years.
    private static func mark(of state: HonorariumState) -> SQL {
        switch state {
        case .calculated: " AND payment_line.payment_id IS NULL"
        case .included:
            " AND payment.state = ANY (\(PaymentState.allCases.filter { $0 != .paid }.map(\.rawValue))::text[])"
        case .settled: ""
        case .replaced:
            """
             AND honorarium.id IN (SELECT red.corrects_id FROM honorarium AS red WHERE red.entry = 'red')
            """
        }
    }

    private static let columns: SQL = """
        honorarium.id, honorarium.entry, \(state) AS state, honorarium.assignment_id, honorarium.presenter_id,
               honorarium.payee_id, honorarium.lecture_on, honorarium.fixed_on, programme.code AS programme,
               honorarium.billed_minutes, honorarium.fee, honorarium.travel_to_presenter,
               honorarium.travel_paid_directly, honorarium.gross, payment.id AS payment_id,
               payment.state AS payment_state, payment.pay_on, payment.paid_on, payment_line.tax_share
        """

    private static let tables: SQL = """
        honorarium
              JOIN programme ON programme.id = honorarium.programme_id
              LEFT JOIN payment_line ON payment_line.honorarium_id = honorarium.id AND payment_line.released_at IS NULL
              LEFT JOIN payment ON payment.id = payment_line.payment_id
        """

    /// A red entry for what no payment sent is settled with it: nothing goes either way.
    private static let state: SQL = """
        CASE WHEN EXISTS (
                      SELECT FROM honorarium AS red WHERE red.corrects_id = honorarium.id AND red.entry = 'red'
                  ) THEN 'replaced'
             WHEN payment.state = 'paid' OR honorarium.gross = 0 THEN 'settled'
             WHEN payment.id IS NOT NULL THEN 'included'
             WHEN honorarium.entry = 'red' AND NOT EXISTS (
                      SELECT FROM payment_line AS sent
                       WHERE sent.honorarium_id = honorarium.corrects_id AND sent.released_at IS NULL
                  ) THEN 'settled'
             ELSE 'calculated' END
        """
}

extension HonorariumOverview {
    fileprivate init(row: Row) throws(PostgresError) {
        var paid: Paid?
        if let payment: Payment.ID = try row.optional("payment_id") {
            paid = Paid(
                payment: payment,
                state: try row.value("payment_state"),
                payOn: try row.value("pay_on"),
                paidOn: try row.optional("paid_on"),
                taxShare: try row.value("tax_share")
            )
        }
        self.init(
            id: try row.value("id"),
            entry: try row.value("entry"),
            state: try row.value("state"),
            assignment: try row.value("assignment_id"),
            presenter: try row.value("presenter_id"),
            payee: try row.value("payee_id"),
            lectureOn: try row.value("lecture_on"),
            fixedOn: try row.value("fixed_on"),
            programme: try row.value("programme"),
            billedMinutes: try row.value("billed_minutes"),
            fee: try row.value("fee"),
            travelToPresenter: try row.value("travel_to_presenter"),
            travelDirectly: try row.value("travel_paid_directly"),
            gross: try row.value("gross"),
            paid: paid
        )
    }
}

extension HonorariumDetail {
    fileprivate init(row: Row) throws(PostgresError) {
        let fee: Int64? = try row.optional("fee_rate_id")
        let consumptionTax: Int64? = try row.optional("consumption_tax_rate_id")
        let travel: [Int64] = try row.value("travel_rate_ids")
        let own: [Int64] = try row.value("withholding_rate_ids")
        let paying: [Int64] = try row.value("payment_rate_ids")
        var keys = [fee.map { RateKey(.fee, $0) }, consumptionTax.map { RateKey(.consumptionTax, $0) }]
            .compactMap(\.self)
        keys += travel.map { RateKey(.travel, $0) }
        keys += Set(own + paying).map { RateKey(.withholding, $0) }
        self.init(
            overview: try HonorariumOverview(row: row),
            corrects: try row.optional("corrects_id"),
            correctedBy: try row.value("corrected_by"),
            reason: try row.optional("reason"),
            budgetYear: try row.value("budget_year"),
            programmeName: try row.value("programme_name"),
            minutes: try row.value("minutes"),
            rank: try row.value("rank_code"),
            rankName: try row.value("rank_name"),
            base: try row.value("base"),
            separateTax: try row.value("separate_tax"),
            separateTaxEvidence: try row.optional("separate_tax_evidence_id"),
            promisedNet: try row.optional("promised_net"),
            calculatedBy: try row.optional("calculated_by"),
            calculatedAt: try row.value("calculated_at"),
            rateKeys: keys.sorted()
        )
    }
}
