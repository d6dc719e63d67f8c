public import KodanDomain

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

    /// An empty list of a month that was closed with these totals.
    public init(month: YearMonth, totals: ControlTotals) {
        self.month = month
        stated = totals
    }

    /// The month and its totals.
    public func header() -> [UInt8] {
        let sums: [(String, Int64)] = [
            ("payees", Int64(stated.payees)), ("payments", Int64(stated.payments)),
            ("lines", Int64(stated.lines)), ("gross", stated.gross.amount), ("base", stated.base.amount),
            ("tax", stated.tax.amount), ("net", stated.net.amount),
        ]
        let totals = sums.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
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
            for (index, (key, value)) in zip(HonorariumListJSON.keys, values).enumerated() {
                text += "\(index == 0 ? "" : ", ")\"\(key)\": "
                HonorariumListJSON.append(HonorariumListJSON.code(key, of: line) ?? value, to: &text)
            }
            text += "}"
        }
        return Array(text.utf8)
    }

    /// The end of the lines and of the object.
    public func footer() -> [UInt8] { Array("\n]}\n".utf8) }

    private static let keys =
        ["honorarium"] + HonorariumListColumn.all.map(\.key) + ["separate_consumption_tax"]

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
