public import KodanDomain

/// A travel rate, as `Config/rates/travel-rates.csv` has it.
public struct TravelRateRecord: TableRecord, Hashable {
    /// The rate.
    public let rate: TravelRate

    /// `travel-rates`.
    public static let table = "travel-rates"
    /// The columns.
    public static let columns = ["kind", "prefecture", "amount", "valid_from", "valid_to", "legal_basis"]

    /// Reads one row; a prefecture, `01` to `47`, stands beside limits of lodging only.
    public init(_ row: TableRow) throws(TableProblem) {
        let kind: TravelRateKind = try row.choice("kind")
        let prefecture = try row.optionalValue("prefecture") { text throws(FieldRefused) in
            try PrefectureCode(text)
        }
        guard
            let rate = TravelRate(
                kind: kind,
                prefecture: prefecture,
                amount: Yen(Int64(try row.integer("amount", in: TravelRate.amounts))),
                validity: try row.validity(),
                legalBasis: try row.text("legal_basis")
            )
        else { throw row.problem("prefecture", .absentWithout(.lodgingLimit)) }
        self.rate = rate
    }
}

/// A rule about evidence, as `Config/rates/evidence-rules.csv` has it.
public struct EvidenceRuleRecord: TableRecord, Hashable {
    /// The rule.
    public let rule: EvidenceRule

    /// `evidence-rules`.
    public static let table = "evidence-rules"
    /// The columns.
    public static let columns = ["claim", "above", "evidence", "valid_from", "valid_to", "legal_basis"]

    /// Reads one row; amounts above `above` want the evidence.
    public init(_ row: TableRow) throws(TableProblem) {
        guard let claim = EvidencedClaim(code: row.field("claim")) else {
            throw row.problem("claim", .oneOf(EvidencedClaim.all.map(\.code)))
        }
        let above = try row.integer("above", in: 0...TravelRate.amounts.upperBound)
        let evidence: EvidenceKind = try row.choice("evidence")
        guard
            let rule = EvidenceRule(
                claim: claim,
                above: Yen(Int64(above)),
                evidence: evidence,
                validity: try row.validity(),
                legalBasis: try row.text("legal_basis")
            )
        else {
            let kinds = EvidenceKind.allCases.filter { $0 != .other }
            throw row.problem("evidence", .oneOf(kinds.map(\.rawValue)))
        }
        self.rule = rule
    }
}
