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
        return try decoded("fee_rate", "rates that never overlap") { try FeeTable(rates: rates) }
    }

    /// All withholding rates, with the keys of their rows.
    public func withholdingTable() throws(PostgresError) -> WithholdingTable {
        let rates = try withholdingRates().map(\.rate)
        return try decoded("withholding_rate", "bands without gaps") { try WithholdingTable(rates: rates) }
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
        try decoded(table, "rows that never overlap") { try DatedTable(rows, allowsGaps: true) }
    }

    /// The holidays of all years that are known completely.
    public func holidays() throws(PostgresError) -> Holidays {
        let years = try holidayYears()
        let days = try session.rows("SELECT day, name_ja FROM holiday ORDER BY day") {
            row throws(PostgresError) in
            Holiday(date: try row.value("day"), name: try row.value("name_ja"))
        }
        return try decoded("holiday", "days of the years of holiday_year") {
            try Holidays(days, years: Set(years))
        }
    }
}
