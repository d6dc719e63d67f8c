public import KodanDomain
import XLSX

/// The month's list of honoraria as a workbook (XLSX) whose cells are numbers, days and texts.
///
/// Same columns as the CSV; the first row stays in sight. Throws
/// ``HonorariumListRefusal/tooLarge`` beyond what a sheet holds.
public struct HonorariumListWorkbook: HonorariumListForm {
    private var tally = HonorariumListTally()
    private var sheet: XLSXWriter

    /// The totals of the payments so far.
    public var totals: ControlTotals { tally.totals }

    /// An empty list of a month.
    public init(month: YearMonth) {
        sheet = XLSXWriter(
            sheet: "謝金支払一覧 \(month)",
            columns: HonorariumListColumn.all.map { XLSXColumn($0.title, $0.kind, width: $0.width) }
        )
    }

    /// Everything before the first honorarium.
    public mutating func header() throws -> [UInt8] { try sheet.begin() }

    /// The rows of one payment; their bytes may come with those of a later one.
    public mutating func rows(of payment: HonorariumListPayment) throws -> [UInt8] {
        try tally.count(payment)
        var bytes: [UInt8] = []
        do throws(XLSXError) {
            for line in payment.lines { bytes += try sheet.row(line.values(in: payment).map(\.cell)) }
        } catch {
            guard error != .outOfMemory else { throw error }
            throw HonorariumListRefusal.tooLarge
        }
        return bytes
    }

    /// The end of the sheet and the other parts of the workbook, behind the last row.
    public mutating func footer() throws -> [UInt8] { try sheet.end() }
}

extension HonorariumListValue {
    fileprivate var cell: XLSXCell {
        switch self {
        case .text(""): .empty
        case .text(let text): .text(text)
        case .count(let count): .number(Int64(count))
        case .yen(let yen): .number(yen.amount)
        case .day(let day): .day(day.dayNumber)
        }
    }
}
