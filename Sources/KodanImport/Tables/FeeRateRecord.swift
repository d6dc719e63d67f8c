public import KodanDomain

/// A fee rate, as `Config/rates/fee-rates.csv` has it.
public struct FeeRateRecord: TableRecord, Hashable {
    /// The rate.
    public let rate: FeeRate

    /// `fee-rates`.
    public static let table = "fee-rates"
    /// The columns.
    public static let columns = [
        "rank", "programme", "unit", "amount", "time_step_minutes", "rounding", "cap", "tax_included",
        "valid_from", "valid_to", "legal_basis",
    ]
    /// Minutes of preparation that a rate per hour pays too.
    public static let optionalColumns = ["preparation_minutes"]

    /// Reads one row; an empty programme means all without a rate of their own, an empty cap none, an empty or
    /// missing preparation none.
    public init(_ row: TableRow) throws(TableProblem) {
        let rank = try row.value("rank") { text throws(FieldRefused) in try RankCode(text) }
        let programme = try row.optionalValue("programme") { text throws(FieldRefused) in
            try ProgrammeCode(text)
        }
        let unit: FeeUnit = try row.choice("unit")
        let amount = try row.integer("amount", in: FeeRate.amounts)
        let step = try row.integer("time_step_minutes", in: FeeRate.timeSteps)
        let rounding: TimeRounding = try row.choice("rounding")
        let preparation = try row.optionalInteger("preparation_minutes", in: FeeRate.preparations) ?? 0
        let cap = try row.optionalInteger("cap", in: 1...Int(Yen.largestTransfer.amount))
        let taxIncluded = try row.flag("tax_included")
        let validity = try row.validity()
        let legalBasis = try row.text("legal_basis")
        do {
            rate = try FeeRate(
                rankCode: rank.text,
                programmeCode: programme?.text,
                unit: unit,
                amount: Yen(Int64(amount)),
                timeStepMinutes: step,
                rounding: rounding,
                preparationMinutes: preparation,
                cap: cap.map { Yen(Int64($0)) },
                taxIncluded: taxIncluded,
                validity: validity,
                legalBasis: legalBasis
            )
        } catch {
            guard error != .preparation else { throw row.problem("preparation_minutes", .integer(0...0)) }
            throw row.problem("time_step_minutes", .integer(FeeRate.timeSteps))
        }
    }
}
