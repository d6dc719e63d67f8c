public import KodanDomain
import KodanExport

/// A form in which a month's list of honoraria is written.
public enum HonorariumListFile: String, Sendable, CaseIterable {
    /// CSV in UTF-8.
    case csv
    /// CSV in CP932.
    case cp932
    /// One JSON object.
    case json
    /// A workbook.
    case xlsx

    /// The file's name: `honoraria-2026-06.csv`, `honoraria-2026-06.cp932.csv`.
    public func name(of month: YearMonth) -> String {
        "honoraria-\(month)." + (self == .cp932 ? "cp932.csv" : rawValue)
    }

    /// What the totals of the JSON object are called.
    public static var jsonTotals: [String] { HonorariumListJSON.totals }

    /// What the members of its lines are called, in their order, and whether they are numbers; the others are texts or
    /// null.
    public static var jsonMembers: [(name: String, isNumber: Bool)] { HonorariumListJSON.members }

    /// What the record calls it.
    var kind: ExportKind {
        switch self {
        case .csv: .honorariumList
        case .cp932: .honorariumListCP932
        case .json: .honorariumListJSON
        case .xlsx: .honorariumListXLSX
        }
    }

    /// An empty list of a closed month.
    func form(of closed: PaymentMonth) throws -> any HonorariumListForm {
        switch self {
        case .csv: HonorariumList()
        case .cp932: try HonorariumListCP932()
        case .json: HonorariumListJSON(month: closed.month, totals: closed.totals)
        case .xlsx: HonorariumListWorkbook(month: closed.month)
        }
    }
}
