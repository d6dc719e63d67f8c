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
            try decoded("evidence_rule", "a rule about evidence") { () throws -> EvidenceRule? in
                guard let claim = EvidencedClaim(code: try row.value("claim")) else { return nil }
                return EvidenceRule(
                    id: try row.value("id"),
                    claim: claim,
                    above: try row.value("above"),
                    evidence: try row.value("evidence_kind"),
                    validity: try row.value("valid"),
                    legalBasis: try row.value("legal_basis")
                )
            }
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
            let rate: ConsumptionTaxRate = try decoded("consumption_tax_rate", "a tax rate") {
                ConsumptionTaxRate(
                    id: try row.value("id"),
                    validity: try row.value("valid"),
                    basisPoints: try row.value("rate_bp")
                )
            }
            return Noted(rate: rate, note: try row.value("note"))
        }
    }

    func deductions() throws(PostgresError) -> [Noted<TransitionalDeduction>] {
        try session.rows("SELECT id, percent, valid, note FROM transitional_deduction ORDER BY id") {
            row throws(PostgresError) in
            let rate: TransitionalDeduction = try decoded("transitional_deduction", "a share") {
                TransitionalDeduction(
                    id: try row.value("id"),
                    validity: try row.value("valid"),
                    percent: try row.value("percent")
                )
            }
            return Noted(rate: rate, note: try row.value("note"))
        }
    }

    func travelRateRows() throws(PostgresError) -> [TravelRate] {
        try session.rows(
            "SELECT id, kind, prefecture_code, amount, valid, legal_basis FROM travel_rate ORDER BY id"
        ) { row throws(PostgresError) in
            try decoded("travel_rate", "a travel rate") {
                TravelRate(
                    id: try row.value("id"),
                    kind: try row.value("kind"),
                    prefecture: try row.optional("prefecture_code"),
                    amount: try row.value("amount"),
                    validity: try row.value("valid"),
                    legalBasis: try row.value("legal_basis")
                )
            }
        }
    }

    private static func feeRate(row: Row) throws(PostgresError) -> FeeRate {
        try decoded("fee_rate", "a fee rate") {
            try FeeRate(
                id: try row.value("id"),
                rankCode: try row.value("rank_code"),
                programmeCode: try row.optional("programme_code"),
                unit: try row.value("unit"),
                amount: try row.value("amount"),
                timeStepMinutes: try row.value("time_step_minutes"),
                rounding: try row.value("rounding"),
                preparationMinutes: try row.value("preparation_minutes"),
                cap: try row.optional("cap"),
                taxIncluded: try row.value("tax_included"),
                validity: try row.value("valid"),
                legalBasis: try row.value("legal_basis")
            )
        }
    }

    private static func withholdingRate(row: Row) throws(PostgresError) -> WithholdingRate {
        try decoded("withholding_rate", "a tax rate") {
            try WithholdingRate(
                id: try row.value("id"),
                validity: try row.value("valid"),
                payeeClass: try row.value("payee_class"),
                bandFrom: try row.value("band_from"),
                bandTo: try row.optional("band_to"),
                rateBasisPoints: try row.value("rate_bp"),
                incomeTaxBasisPoints: try row.value("income_tax_bp"),
                reconstructionPermille: try row.value("reconstruction_permille"),
                defencePermille: try row.value("defence_permille")
            )
        }
    }
}
