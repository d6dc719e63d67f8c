public import KodanDomain
public import Postgres

/// A rate with the words that stand beside it.
struct Noted<Value: Sendable>: Sendable {
    let rate: Value
    let note: String
}

/// The rows of each table, in order of key.
extension RateStore {
    /// All rows of one kind.
    public func rates(of kind: RateKind) throws(PostgresError) -> [Rate] {
        switch kind {
        case .fee: try feeRates().map(Rate.fee)
        case .withholding: try withholdingRates().map { .withholding($0.rate, note: $0.note) }
        case .consumptionTax: try consumptionTaxRates().map { .consumptionTax($0.rate, note: $0.note) }
        case .deduction: try deductions().map { .deduction($0.rate, note: $0.note) }
        case .travel: try travelRateRows().map(Rate.travel)
        case .evidence: try evidenceRules().map(Rate.evidence)
        }
    }

    /// All rows of the withholding table, which need not make one.
    public func bareWithholdingRates() throws(PostgresError) -> [WithholdingRate] {
        try withholdingRates().map(\.rate)
    }

    /// Which evidence claims want.
    public func evidenceRules() throws(PostgresError) -> [EvidenceRule] {
        try session.rows(
            """
            SELECT id, claim, above, evidence_kind, valid, legal_basis
              FROM evidence_rule
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            let claim: String = try row.value("claim")
            guard let claim = EvidencedClaim(code: claim),
                let rule = EvidenceRule(
                    id: try row.value("id"),
                    claim: claim,
                    above: try row.value("above"),
                    evidence: try row.value("evidence_kind"),
                    validity: try row.value("valid"),
                    legalBasis: try row.value("legal_basis")
                )
            else { throw .decoding(column: "evidence_rule", expected: "a rule about evidence") }
            return rule
        }
    }

    func feeRates() throws(PostgresError) -> [FeeRate] {
        try session.rows(
            """
            SELECT fee_rate.id, fee_rate.rank_code, programme.code AS programme_code, fee_rate.unit, fee_rate.amount,
                   fee_rate.time_step_minutes, fee_rate.rounding, fee_rate.preparation_minutes, fee_rate.cap,
                   fee_rate.tax_included, fee_rate.valid, fee_rate.legal_basis
              FROM fee_rate
              LEFT JOIN programme ON programme.id = fee_rate.programme_id
             ORDER BY fee_rate.id
            """,
            as: RateStore.feeRate(row:)
        )
    }

    func withholdingRates() throws(PostgresError) -> [Noted<WithholdingRate>] {
        try session.rows(
            """
            SELECT id, payee_class, lower(band) AS band_from, upper(band) AS band_to, rate_bp, income_tax_bp,
                   reconstruction_permille, defence_permille, valid, note
              FROM withholding_rate
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            Noted(rate: try RateStore.withholdingRate(row: row), note: try row.value("note"))
        }
    }

    func consumptionTaxRates() throws(PostgresError) -> [Noted<ConsumptionTaxRate>] {
        try session.rows("SELECT id, rate_bp, valid, note FROM consumption_tax_rate ORDER BY id") {
            row throws(PostgresError) in
            guard
                let rate = ConsumptionTaxRate(
                    id: try row.value("id"),
                    validity: try row.value("valid"),
                    basisPoints: try row.value("rate_bp")
                )
            else { throw .decoding(column: "consumption_tax_rate", expected: "a tax rate") }
            return Noted(rate: rate, note: try row.value("note"))
        }
    }

    func deductions() throws(PostgresError) -> [Noted<TransitionalDeduction>] {
        try session.rows("SELECT id, percent, valid, note FROM transitional_deduction ORDER BY id") {
            row throws(PostgresError) in
            guard
                let rate = TransitionalDeduction(
                    id: try row.value("id"),
                    validity: try row.value("valid"),
                    percent: try row.value("percent")
                )
            else { throw .decoding(column: "transitional_deduction", expected: "a share") }
            return Noted(rate: rate, note: try row.value("note"))
        }
    }

    func travelRateRows() throws(PostgresError) -> [TravelRate] {
        try session.rows(
            "SELECT id, kind, prefecture_code, amount, valid, legal_basis FROM travel_rate ORDER BY id"
        ) { row throws(PostgresError) in
            guard
                let rate = TravelRate(
                    id: try row.value("id"),
                    kind: try row.value("kind"),
                    prefecture: try row.optional("prefecture_code"),
                    amount: try row.value("amount"),
                    validity: try row.value("valid"),
                    legalBasis: try row.value("legal_basis")
                )
            else { throw .decoding(column: "travel_rate", expected: "a travel rate") }
            return rate
        }
    }

    private static func feeRate(row: Row) throws(PostgresError) -> FeeRate {
        let id: Int64 = try row.value("id")
        let rank: String = try row.value("rank_code")
        let programme: String? = try row.optional("programme_code")
        let unit: FeeUnit = try row.value("unit")
        let amount: Yen = try row.value("amount")
        let step: Int = try row.value("time_step_minutes")
        let rounding: TimeRounding = try row.value("rounding")
        let preparation: Int = try row.value("preparation_minutes")
        let cap: Yen? = try row.optional("cap")
        let taxIncluded: Bool = try row.value("tax_included")
        let validity: DateRange = try row.value("valid")
        let basis: String = try row.value("legal_basis")
        do throws(FeeRateRefusal) {
            return try FeeRate(
                id: id,
                rankCode: rank,
                programmeCode: programme,
                unit: unit,
                amount: amount,
                timeStepMinutes: step,
                rounding: rounding,
                preparationMinutes: preparation,
                cap: cap,
                taxIncluded: taxIncluded,
                validity: validity,
                legalBasis: basis
            )
        } catch {
            throw .decoding(column: "fee_rate", expected: "a fee rate")
        }
    }

    private static func withholdingRate(row: Row) throws(PostgresError) -> WithholdingRate {
        let id: Int64 = try row.value("id")
        let validity: DateRange = try row.value("valid")
        let payeeClass: WithholdingClass = try row.value("payee_class")
        let from: Yen = try row.value("band_from")
        let to: Yen? = try row.optional("band_to")
        let rate: Int64 = try row.value("rate_bp")
        let incomeTax: Int64 = try row.value("income_tax_bp")
        let reconstruction: Int64 = try row.value("reconstruction_permille")
        let defence: Int64 = try row.value("defence_permille")
        do throws(WithholdingRateRefusal) {
            return try WithholdingRate(
                id: id,
                validity: validity,
                payeeClass: payeeClass,
                bandFrom: from,
                bandTo: to,
                rateBasisPoints: rate,
                incomeTaxBasisPoints: incomeTax,
                reconstructionPermille: reconstruction,
                defencePermille: defence
            )
        } catch {
            throw .decoding(column: "withholding_rate", expected: "a tax rate")
        }
    }
}
