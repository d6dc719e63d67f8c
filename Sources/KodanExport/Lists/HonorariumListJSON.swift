public import KodanDomain
import XLSX

/// The month's list of honoraria as one JSON object: month, totals, and the lines with typed values.
///
/// Yen and minutes are numbers, days are `2026-12-25`, what there is not is null; one line of text per honorarium. The
/// totals stand before the lines, so they are those that the month was closed with; whoever writes the file holds
/// ``totals`` against them.
public struct HonorariumListJSON: HonorariumListForm, Sendable {
    private let month: YearMonth
    private let stated: ControlTotals
    private var tally = HonorariumListTally()

    /// The totals of the payments so far.
    public var totals: ControlTotals { tally.totals }

    /// What the totals are called.
    public static let totals = ["payees", "payments", "lines", "gross", "base", "tax", "net"]

    /// What the members of a line are called, in their order, and whether they are numbers; the others are texts or
    /// null.
    public static var members: [(name: String, isNumber: Bool)] {
        let columns = HonorariumListColumn.all.map { column in
            (name: column.key, isNumber: column.kind == .yen || column.kind == .number)
        }
        return [(name: "honorarium", isNumber: false)] + columns
            + [(name: "separate_consumption_tax", isNumber: true)]
    }

    /// An empty list of a month that was closed with these totals.
    public init(month: YearMonth, totals: ControlTotals) {
        self.month = month
        stated = totals
    }

    /// The month and its totals.
    public func header() -> [UInt8] {
        let sums = [
            Int64(stated.payees), Int64(stated.payments), Int64(stated.lines), stated.gross.amount,
            stated.base.amount, stated.tax.amount, stated.net.amount,
        ]
        let totals = zip(HonorariumListJSON.totals, sums).map { "\"\($0)\": \($1)" }.joined(separator: ", ")
        return Array("{\"month\": \"\(month)\", \"totals\": {\(totals)}, \"lines\": [".utf8)
    }

    /// The lines of one payment; payments of one payee follow each other.
    public mutating func rows(of payment: HonorariumListPayment) throws(HonorariumListRefusal) -> [UInt8] {
        var isFirst = totals.lines == 0
        try tally.count(payment)
        var text = ""
        for line in payment.lines {
            text += isFirst ? "\n{" : ",\n{"
            isFirst = false
            let values = [.text(line.honorarium)] + line.values(in: payment) + [.yen(line.separateTax)]
            for (index, ((key, _), value)) in zip(HonorariumListJSON.members, values).enumerated() {
                text += "\(index == 0 ? "" : ", ")\"\(key)\": "
                HonorariumListJSON.append(HonorariumListJSON.code(key, of: line) ?? value, to: &text)
            }
            text += "}"
        }
        return Array(text.utf8)
    }

    /// The end of the lines and of the object.
    public func footer() -> [UInt8] { Array("\n]}\n".utf8) }

    /// Words of the tables are codes here.
    private static func code(_ key: String, of line: HonorariumListLine) -> HonorariumListValue? {
        switch key {
        case "entry": .text(line.entry.rawValue)
        case "invoice_status": .text(line.invoiceStatus.rawValue)
        default: nil
        }
    }

    private static func append(_ value: HonorariumListValue, to text: inout String) {
        switch value {
        case .text(""): text += "null"
        case .text(let words): JSONText.append(words, to: &text)
        case .count(let count): text += String(count)
        case .yen(let yen): text += yen.description
        case .day(let day): text += "\"\(day)\""
        }
    }
}
