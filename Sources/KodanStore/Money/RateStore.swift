public import KodanDomain
public import Postgres

/// The dated tables by which money is computed: fees, taxes, holidays.
///
/// Rows that make no table (a gap in a tax band) are a decoding error: the data is wrong, not the question.
public struct RateStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All fee rates, with the keys of their rows.
    public func feeTable() throws(PostgresError) -> FeeTable {
        let rates = try session.rows(
            """
            SELECT fee_rate.id, fee_rate.rank_code, programme.code AS programme_code, fee_rate.unit, fee_rate.amount,
                   fee_rate.time_step_minutes, fee_rate.rounding, fee_rate.cap, fee_rate.tax_included, fee_rate.valid,
                   fee_rate.legal_basis
              FROM fee_rate
              LEFT JOIN programme ON programme.id = fee_rate.programme_id
             ORDER BY fee_rate.id
            """,
            as: feeRate(row:)
        )
        do throws(FeeTableRefusal) {
            return try FeeTable(rates: rates)
        } catch {
            throw .decoding(column: "fee_rate", expected: "rates that never overlap")
        }
    }

    /// All tax rates, with the keys of their rows.
    public func withholdingTable() throws(PostgresError) -> WithholdingTable {
        let rates = try session.rows(
            """
            SELECT id, payee_class, lower(band) AS band_from, upper(band) AS band_to, rate_bp, income_tax_bp,
                   reconstruction_permille, defence_permille, valid
              FROM withholding_rate
             ORDER BY id
            """,
            as: withholdingRate(row:)
        )
        do throws(WithholdingTableRefusal) {
            return try WithholdingTable(rates: rates)
        } catch {
            throw .decoding(column: "withholding_rate", expected: "bands without gaps")
        }
    }

    /// The holidays of all years that are known completely.
    public func holidays() throws(PostgresError) -> Holidays {
        let years: [Int] = try session.rows("SELECT year FROM holiday_year ORDER BY year") {
            row throws(PostgresError) in try row.value("year")
        }
        let days = try session.rows("SELECT day, name_ja FROM holiday ORDER BY day") {
            row throws(PostgresError) in
            Holiday(date: try row.value("day"), name: try row.value("name_ja"))
        }
        do throws(CalendarRefusal) {
            return try Holidays(days, years: Set(years))
        } catch {
            throw .decoding(column: "holiday", expected: "days of the years of holiday_year")
        }
    }

    private func feeRate(row: Row) throws(PostgresError) -> FeeRate {
        let id: Int64 = try row.value("id")
        let rank: String = try row.value("rank_code")
        let programme: String? = try row.optional("programme_code")
        let unit: FeeUnit = try row.value("unit")
        let amount: Yen = try row.value("amount")
        let step: Int = try row.value("time_step_minutes")
        let rounding: TimeRounding = try row.value("rounding")
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
                cap: cap,
                taxIncluded: taxIncluded,
                validity: validity,
                legalBasis: basis
            )
        } catch {
            throw .decoding(column: "fee_rate", expected: "a fee rate")
        }
    }

    private func withholdingRate(row: Row) throws(PostgresError) -> WithholdingRate {
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
