public import KodanDomain

/// A consumption tax rate, as `Config/tax/consumption-tax-rates.csv` has it.
public struct ConsumptionTaxRateRecord: TableRecord, Hashable {
    /// The rate.
    public let rate: ConsumptionTaxRate
    /// What it is, in English.
    public let note: String

    /// `consumption-tax-rates`.
    public static let table = "consumption-tax-rates"
    /// The columns.
    public static let columns = ["supply_date_from", "supply_date_to", "rate_bp", "status", "note"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        let validity = try row.validity(from: "supply_date_from", to: "supply_date_to")
        let basisPoints = try row.integer("rate_bp", in: 0...10_000)
        guard let rate = ConsumptionTaxRate(validity: validity, basisPoints: Int64(basisPoints)) else {
            throw row.problem("rate_bp", .integer(0...10_000))
        }
        self.rate = rate
        note = row.optionalText("note") ?? ""
    }
}

/// A transitional deduction, as `Config/tax/invoice-transitional-rates.csv` has it.
public struct TransitionalDeductionRecord: TableRecord, Hashable {
    /// The share.
    public let rate: TransitionalDeduction
    /// What it is, in English.
    public let note: String

    /// `invoice-transitional-rates`.
    public static let table = "invoice-transitional-rates"
    /// The columns.
    public static let columns = [
        "supply_date_from", "supply_date_to", "deductible_percent", "status", "note",
    ]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        let validity = try row.validity(from: "supply_date_from", to: "supply_date_to")
        let percent = try row.integer("deductible_percent", in: 0...100)
        guard let rate = TransitionalDeduction(validity: validity, percent: percent) else {
            throw row.problem("deductible_percent", .integer(0...100))
        }
        self.rate = rate
        note = row.optionalText("note") ?? ""
    }
}
