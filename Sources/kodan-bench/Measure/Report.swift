import Foundation

/// Lines and tables as they are printed.
enum Report {
    /// `value` as one line of JSON, keys in alphabetical order.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A table in Markdown, columns aligned: the first row is the header.
    static func table(_ rows: [[String]]) -> String {
        guard let header = rows.first else { return "" }
        // The rule below the header is three wide at least.
        let widths = header.indices.map { column in
            max(3, rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0)
        }
        func text(_ row: [String]) -> String {
            let cells = widths.indices.map { column in
                let cell = column < row.count ? row[column] : ""
                return cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return ([text(header), text(rule)] + rows.dropFirst().map(text)).joined(separator: "\n")
    }

    /// A figure with four digits that count.
    static func figure(_ value: Double) -> String { String(format: "%.4g", value) }

    /// A count with its thousands parted.
    static func count(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(Substring(String(digits.suffix(3))), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "-" : "") + ([Substring(digits)] + groups).joined(separator: ",")
    }

    /// Seconds to the hundredth of a millisecond, as the yardsticks print them.
    static func rounded(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 1e5 }
}
