public import KodanDomain

/// A withholding rate, as `Config/tax/withholding-rates.csv` has it.
public struct WithholdingRateRecord: TableRecord, Hashable {
    /// The rate.
    public let rate: WithholdingRate
    /// What it is, in English.
    public let note: String

    /// `withholding-rates`.
    public static let table = "withholding-rates"
    /// The columns.
    public static let columns = [
        "valid_from", "valid_to", "payee_class", "band_from", "band_to", "rate_bp", "income_tax_bp",
        "reconstruction_permille", "defence_permille", "status", "note",
    ]

    /// Reads one row; an empty upper end of the band means without end.
    public init(_ row: TableRow) throws(TableProblem) {
        let amounts = 0...Int(Yen.largestTransfer.amount)
        let validity = try row.validity()
        let payeeClass: WithholdingClass = try row.choice("payee_class")
        let from = try row.integer("band_from", in: amounts)
        let to = try row.optionalInteger("band_to", in: amounts)
        let rateBasisPoints = try row.integer("rate_bp", in: 0...9_999)
        let incomeTax = try row.integer("income_tax_bp", in: 0...9_999)
        let reconstruction = try row.integer("reconstruction_permille", in: 0...1_000)
        let defence = try row.integer("defence_permille", in: 0...1_000)
        note = row.optionalText("note") ?? ""
        do {
            rate = try WithholdingRate(
                validity: validity,
                payeeClass: payeeClass,
                bandFrom: Yen(Int64(from)),
                bandTo: to.map { Yen(Int64($0)) },
                rateBasisPoints: Int64(rateBasisPoints),
                incomeTaxBasisPoints: Int64(incomeTax),
                reconstructionPermille: Int64(reconstruction),
                defencePermille: Int64(defence)
            )
        } catch {
            throw row.problem("rate_bp", .integer(0...9_999))
        }
    }
}
