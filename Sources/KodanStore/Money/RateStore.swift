public import KodanDomain
public import Postgres

/// The dated tables by which money is computed: fees, taxes, travel, evidence, holidays.
///
/// Rows that make no table (a gap in a tax band) are a decoding error: the data is wrong, not the question.
public struct RateStore {
    let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All fee rates, with the keys of their rows.
    public func feeTable() throws(PostgresError) -> FeeTable {
        let rates = try feeRates()
        do throws(FeeTableRefusal) {
            return try FeeTable(rates: rates)
        } catch {
            throw .decoding(column: "fee_rate", expected: "rates that never overlap")
        }
    }

    /// All withholding rates, with the keys of their rows.
    public func withholdingTable() throws(PostgresError) -> WithholdingTable {
        let rates = try withholdingRates().map(\.rate)
        do throws(WithholdingTableRefusal) {
            return try WithholdingTable(rates: rates)
        } catch {
            throw .decoding(column: "withholding_rate", expected: "bands without gaps")
        }
    }

    /// The consumption tax by date of supply; a day that no row covers is refused when it is asked for.
    public func consumptionTaxTable() throws(PostgresError) -> ConsumptionTaxTable {
        try dated(try consumptionTaxRates().map(\.rate), "consumption_tax_rate")
    }

    /// Limits, allowances and the price of a kilometre.
    public func travelRates() throws(PostgresError) -> TravelRates {
        TravelRates(try travelRateRows())
    }

    /// What an honorarium is computed from.
    public func honorariumRates() throws(PostgresError) -> HonorariumRates {
        HonorariumRates(
            fees: try feeTable(),
            consumptionTax: try consumptionTaxTable(),
            withholding: try withholdingTable()
        )
    }

    private func dated<Row: Dated>(
        _ rows: [Row],
        _ table: String
    ) throws(PostgresError) -> DatedTable<Row> {
        do throws(DatedTableRefusal) {
            return try DatedTable(rows, allowsGaps: true)
        } catch {
            throw .decoding(column: table, expected: "rows that never overlap")
        }
    }

    /// The holidays of all years that are known completely.
    public func holidays() throws(PostgresError) -> Holidays {
        let years = try holidayYears()
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
}
