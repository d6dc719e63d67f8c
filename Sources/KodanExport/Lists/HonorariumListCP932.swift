import CSV
public import KodanDomain

/// A character that CP932 does not have, where it stood and what was written instead.
public struct CP932Misfit: Hashable, Sendable {
    /// The row of the file, from 1, the names of the columns included.
    public let row: Int
    /// The column's name.
    public let column: String
    /// The character.
    public let character: Unicode.Scalar
    /// What stands there now.
    public let written: String
}

/// The month's list of honoraria as CSV in CP932 (Shift_JIS of Windows), for programs that read nothing else.
///
/// As ``HonorariumList`` without its mark. What CP932 does not have is written as its common twin or as `〓`, and
/// reported, at most ``mostMisfits`` of it one by one.
public struct HonorariumListCP932: HonorariumListForm, Sendable {
    /// How many misfits are kept; more are counted only.
    public static let mostMisfits = 100

    private let encoder: CP932Encoder
    private var tally = HonorariumListTally()

    /// The totals of the payments so far.
    public var totals: ControlTotals { tally.totals }
    /// The first characters that do not fit, each once for its row and column.
    public private(set) var misfits: [CP932Misfit] = []
    /// How many there are.
    public private(set) var misfitCount = 0

    /// An empty list.
    ///
    /// Throws ``NoCP932Table``.
    public init() throws(NoCP932Table) {
        encoder = try CP932Encoder()
    }

    /// The names of the columns.
    public mutating func header() -> [UInt8] { record(HonorariumListColumn.titles, row: 1) }

    /// The rows of one payment; payments of one payee follow each other.
    public mutating func rows(of payment: HonorariumListPayment) throws(HonorariumListRefusal) -> [UInt8] {
        let first = totals.lines + 2
        try tally.count(payment)
        var bytes: [UInt8] = []
        for (index, line) in payment.lines.enumerated() {
            bytes += record(line.values(in: payment).map(\.text), row: first + index)
        }
        return bytes
    }

    /// Nothing.
    public func footer() -> [UInt8] { [] }

    private mutating func record(_ fields: [String], row: Int) -> [UInt8] {
        var fitting = fields
        for (index, field) in fields.enumerated() where !fits(field) {
            fitting[index] = replacing(field, row: row, column: HonorariumListColumn.titles[index])
        }
        var text: [UInt8] = []
        CSVWriter.append(fitting, to: &text)
        var bytes: [UInt8] = []
        _ = encoder.append(String(decoding: text, as: UTF8.self), to: &bytes)
        return bytes
    }

    private func fits(_ field: String) -> Bool {
        field.unicodeScalars.allSatisfy { encoder.code(of: $0) != nil }
    }

    private mutating func replacing(_ field: String, row: Int, column: String) -> String {
        var text = ""
        var seen: Set<Unicode.Scalar> = []
        for scalar in field.unicodeScalars {
            guard encoder.code(of: scalar) == nil else {
                text.unicodeScalars.append(scalar)
                continue
            }
            let written = HonorariumListCP932.twins[scalar] ?? "〓"
            text += written
            guard seen.insert(scalar).inserted else { continue }
            misfitCount += 1
            guard misfits.count < HonorariumListCP932.mostMisfits else { continue }
            misfits.append(CP932Misfit(row: row, column: column, character: scalar, written: written))
        }
        return text
    }

    /// Characters that JIS and Windows take for the same place of the character set, and blanks of other widths.
    private static let twins: [Unicode.Scalar: String] = [
        "\u{301C}": "～", "\u{2212}": "－", "\u{2016}": "∥", "\u{2014}": "―", "\u{A2}": "￠", "\u{A3}": "￡",
        "\u{AC}": "￢", "\u{A5}": "￥", "\u{A0}": " ", "\u{2013}": "－", "\u{2010}": "-", "\u{2011}": "-",
        "\u{00B7}": "・", "\u{2022}": "・", "\u{FE00}": "", "\u{FE0F}": "",
    ]
}
