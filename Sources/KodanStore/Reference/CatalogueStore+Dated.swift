public import KodanDomain
public import Postgres

/// Tables of days and of rates.
extension CatalogueStore {
    /// Adds holidays; each year that appears in them counts as covered.
    public func put(_ holidays: [Holiday]) throws(PostgresError) {
        try session.execute(
            """
            INSERT INTO holiday_year (year)
            SELECT DISTINCT extract(year FROM day)::integer
              FROM unnest(\(holidays.map(\.date))::date[]) AS day
                ON CONFLICT (year) DO NOTHING
            """
        )
        try session.execute(
            """
            INSERT INTO holiday (day, name_ja)
            SELECT day, name
              FROM unnest(\(holidays.map(\.date))::date[], \(holidays.map(\.name))::text[]) AS listed (day, name)
                ON CONFLICT (day) DO UPDATE SET name_ja = excluded.name_ja
            """
        )
    }

    /// Adds a fee rate unless it is there.
    public func add(_ rate: FeeRate) throws(PostgresError) {
        try session.execute(
            """
            WITH listed AS (
                SELECT \(rate.rankCode)::text AS rank_code,
                       (SELECT id FROM programme WHERE code = \(rate.programmeCode)) AS programme_id,
                       \(rate.unit)::text AS unit, \(rate.amount)::bigint AS amount,
                       \(rate.timeStepMinutes)::integer AS step, \(rate.rounding)::text AS rounding,
                       \(rate.cap)::bigint AS cap, \(rate.taxIncluded)::boolean AS tax_included,
                       \(rate.legalBasis)::text AS legal_basis, \(rate.validity)::daterange AS valid
            )
            INSERT INTO fee_rate (rank_code, programme_id, unit, amount, time_step_minutes, rounding, cap,
                                  tax_included, legal_basis, valid)
            SELECT rank_code, programme_id, unit, amount, step, rounding, cap, tax_included, legal_basis, valid
              FROM listed
             WHERE NOT EXISTS (
                    SELECT FROM fee_rate
                     WHERE (fee_rate.rank_code, fee_rate.unit, fee_rate.amount, fee_rate.time_step_minutes,
                            fee_rate.rounding, fee_rate.tax_included, fee_rate.valid)
                         = (listed.rank_code, listed.unit, listed.amount, listed.step, listed.rounding,
                            listed.tax_included, listed.valid)
                       AND fee_rate.programme_id IS NOT DISTINCT FROM listed.programme_id
                       AND fee_rate.cap IS NOT DISTINCT FROM listed.cap
                   )
            """
        )
    }

    /// Adds a withholding rate unless it is there.
    public func add(_ rate: WithholdingRate, note: String) throws(PostgresError) {
        let band = "[\(rate.bandFrom),\(rate.bandTo.map(\.description) ?? ""))"
        try session.execute(
            """
            INSERT INTO withholding_rate (payee_class, band, rate_bp, income_tax_bp, reconstruction_permille,
                                          defence_permille, valid, note)
            SELECT \(rate.payeeClass), \(band)::int8range, \(rate.rateBasisPoints), \(rate.incomeTaxBasisPoints),
                   \(rate.reconstructionPermille), \(rate.defencePermille), \(rate.validity)::daterange, \(note)
             WHERE NOT EXISTS (
                    SELECT FROM withholding_rate
                     WHERE (payee_class, band, rate_bp, income_tax_bp, valid)
                         = (\(rate.payeeClass)::text, \(band)::int8range, \(rate.rateBasisPoints)::integer,
                            \(rate.incomeTaxBasisPoints)::integer, \(rate.validity)::daterange)
                   )
            """
        )
    }
}
