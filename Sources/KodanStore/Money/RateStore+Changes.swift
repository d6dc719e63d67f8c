public import KodanDomain
public import Postgres

/// Changes of the dated tables; the schema refuses overlaps and keeps what was used.
extension RateStore {
    /// Waits until nobody else changes rates of this kind, and keeps others waiting until the transaction ends.
    ///
    /// What is checked before a change still holds when it is made; reading goes on.
    public func lock(_ kind: RateKind) throws(PostgresError) {
        try session.execute("LOCK TABLE \(unsafeSQL: kind.table) IN SHARE ROW EXCLUSIVE MODE")
    }

    /// The first code of the rate that names nothing; nil if all of them do.
    public func unknownCode(in rate: Rate) throws(PostgresError) -> (field: Field, code: String)? {
        switch rate {
        case .fee(let fee):
            let programme = fee.programmeCode
            if try !exists("rank WHERE code = \(fee.rankCode)") { return (.rank, fee.rankCode) }
            if let programme, try !exists("programme WHERE code = \(programme)") {
                return (.programme, programme)
            }
        case .travel(let travel):
            if let code = travel.prefecture, try !exists("prefecture WHERE code = \(code)") {
                return (.prefecture, code.description)
            }
        case .withholding, .consumptionTax, .deduction, .evidence: break
        }
        return nil
    }

    /// The earliest row that says something else for some of `days`; nil if none does.
    ///
    /// The rate's own row does not count.
    public func inTheWay(of rate: Rate, on days: DateRange) throws(PostgresError) -> RateKey? {
        let number: Int64? = try session.first(
            """
            SELECT id
              FROM \(unsafeSQL: rate.kind.table)
             WHERE \(about(rate))
               AND valid && \(days)::daterange
               AND id <> \(rate.key?.number ?? 0)
             ORDER BY lower(valid), id
             LIMIT 1
            """
        ) { row throws(PostgresError) in try row.value("id") }
        return number.map { RateKey(rate.kind, $0) }
    }

    /// Adds a row.
    public func add(_ rate: Rate) throws(PostgresError) -> RateKey {
        let number: Int64 = try session.value(insertion(of: rate))
        return RateKey(rate.kind, number)
    }

    /// Moves the last day of a row.
    public func end(_ key: RateKey, on last: LocalDate) throws(PostgresError) {
        try session.execute(
            """
            UPDATE \(unsafeSQL: key.kind.table)
               SET valid = daterange(lower(valid), \(last)::date, '[]')
             WHERE id = \(key.number)
            """
        )
    }

    /// Takes a row away that nothing was computed from.
    public func remove(_ key: RateKey) throws(PostgresError) {
        try session.execute("DELETE FROM \(unsafeSQL: key.kind.table) WHERE id = \(key.number)")
    }

    private func exists(_ rows: SQL) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM \(rows))")
    }

    /// The rows that say something about the same.
    private func about(_ rate: Rate) -> SQL {
        switch rate {
        case .fee(let fee):
            """
            rank_code = \(fee.rankCode)
               AND programme_id IS NOT DISTINCT FROM (SELECT id FROM programme WHERE code = \(fee.programmeCode))
            """
        case .withholding(let rate, _):
            "payee_class = \(rate.payeeClass) AND band && \(rate.band)::int8range"
        case .consumptionTax, .deduction: "true"
        case .travel(let travel):
            """
            kind = \(travel.kind.rawValue)
               AND prefecture_code IS NOT DISTINCT FROM \(travel.prefecture)::char(2)
            """
        case .evidence(let rule):
            "claim = \(rule.claim.code) AND evidence_kind = \(rule.evidence.rawValue)"
        }
    }

    private func insertion(of rate: Rate) -> SQL {
        switch rate {
        case .fee(let fee):
            """
            INSERT INTO fee_rate (rank_code, programme_id, unit, amount, time_step_minutes, rounding,
                                  preparation_minutes, cap, tax_included, legal_basis, valid)
            VALUES (\(fee.rankCode), (SELECT id FROM programme WHERE code = \(fee.programmeCode)), \(fee.unit),
                    \(fee.amount), \(fee.timeStepMinutes), \(fee.rounding), \(fee.preparationMinutes), \(fee.cap),
                    \(fee.taxIncluded), \(fee.legalBasis), \(fee.validity))
            RETURNING id
            """
        case .withholding(let rate, let note):
            """
            INSERT INTO withholding_rate (payee_class, band, rate_bp, income_tax_bp, reconstruction_permille,
                                          defence_permille, valid, note)
            VALUES (\(rate.payeeClass), \(rate.band), \(rate.rateBasisPoints), \(rate.incomeTaxBasisPoints),
                    \(rate.reconstructionPermille), \(rate.defencePermille), \(rate.validity), \(note))
            RETURNING id
            """
        case .consumptionTax(let rate, let note):
            """
            INSERT INTO consumption_tax_rate (rate_bp, valid, note)
            VALUES (\(rate.basisPoints), \(rate.validity), \(note))
            RETURNING id
            """
        case .deduction(let rate, let note):
            """
            INSERT INTO transitional_deduction (percent, valid, note)
            VALUES (\(rate.percent), \(rate.validity), \(note))
            RETURNING id
            """
        case .travel(let rate):
            """
            INSERT INTO travel_rate (kind, prefecture_code, amount, valid, legal_basis)
            VALUES (\(rate.kind.rawValue), \(rate.prefecture), \(rate.amount), \(rate.validity), \(rate.legalBasis))
            RETURNING id
            """
        case .evidence(let rule):
            """
            INSERT INTO evidence_rule (claim, above, evidence_kind, valid, legal_basis)
            VALUES (\(rule.claim.code), \(rule.above), \(rule.evidence.rawValue), \(rule.validity),
                    \(rule.legalBasis))
            RETURNING id
            """
        }
    }
}

extension RateKind {
    /// The table's name.
    var table: String {
        switch self {
        case .fee: "fee_rate"
        case .withholding: "withholding_rate"
        case .consumptionTax: "consumption_tax_rate"
        case .deduction: "transitional_deduction"
        case .travel: "travel_rate"
        case .evidence: "evidence_rule"
        }
    }

    /// The constraint that keeps what amounts were computed from.
    public var keptBy: String { table + "_kept" }

    /// The constraint that refuses two rows for the same at once.
    public var oneBy: String { table + "_one" }
}

extension WithholdingRate {
    /// The band as `int8range`.
    var band: String { "[\(bandFrom.amount),\(bandTo.map(\.amount.description) ?? ""))" }
}
