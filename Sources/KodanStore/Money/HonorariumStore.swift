public import KodanDomain
public import Postgres

/// What is owed for lectures: facts in, append-only entries out.
public struct HonorariumStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// What every entry says; one that corrects another also has `corrects_id` and `reason`.
    static let columns: SQL = """
        assignment_id, presenter_id, payee_id, programme_id, entry, lecture_on, fixed_on, budget_year, minutes,
        billed_minutes, rank_code, fee_rate_id, fee, travel_to_presenter, travel_paid_directly, separate_tax,
        separate_tax_evidence_id, promised_net, consumption_tax_rate_id, withholding_rate_ids, travel_rate_ids,
        calculated_by, calculated_at
        """

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
            INSERT INTO honorarium (\(HonorariumStore.columns))
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
}
