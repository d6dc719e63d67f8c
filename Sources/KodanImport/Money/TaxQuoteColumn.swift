/// The columns that a table of payments needs for a quote of their tax; all others pass through.
///
/// Headers are read without regard to order, case, width, blanks, underscores and hyphens.
public enum TaxQuoteColumn: String, ImportColumn {
    /// 支払額: fee and consumption tax, whole yen.
    case gross
    /// 支払先区分: `individual` or `corporation`.
    case payeeKind = "payee_kind"
    /// 居住区分: `resident` or `nonresident`.
    case residency
    /// 消費税区分記載: whether the payee's document shows the consumption tax apart.
    case consumptionTaxSeparated = "consumption_tax_separated"
    /// 消費税額: as that document states it; not read where it is not shown apart.
    case consumptionTax = "consumption_tax"
    /// 支払日: `2026-11-30`.
    case paymentDate = "payment_date"

    /// The Japanese headers.
    public var japanese: [String] {
        switch self {
        case .gross: ["支払額"]
        case .payeeKind: ["支払先区分", "法的区分"]
        case .residency: ["居住区分"]
        case .consumptionTaxSeparated: ["消費税区分記載"]
        case .consumptionTax: ["消費税額"]
        case .paymentDate: ["支払日"]
        }
    }

    /// What the header must have: all but the consumption tax, which only some rows need.
    public static var required: [[Set<TaxQuoteColumn>]] {
        [[[.gross]], [[.payeeKind]], [[.residency]], [[.consumptionTaxSeparated]], [[.paymentDate]]]
    }

    /// Nothing here is a secret.
    public var isSecret: Bool { false }
}
