public import KodanDomain

extension WithholdingWording {
    /// What documents call the tax, as the composition of the rates has it.
    ///
    /// Source: Tax Answer 2795 until 2026; the leaflet on the surtax for defence of May 2026 for payments from 2027.
    public var documentText: String {
        switch self {
        case .until2012: "所得税"
        case .until2026: "所得税及び復興特別所得税"
        case .from2027: "所得税、防衛特別所得税及び復興特別所得税"
        case .from2048: "所得税及び防衛特別所得税"
        }
    }
}
