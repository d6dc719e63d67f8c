import CSV
import Foundation

/// One row of an instance's table, its cells refused with line and column.
struct InstanceRow {
    let file: String
    let header: [String]
    let record: CSVRecord

    /// The whole number in `column`.
    func number(_ column: Int, in range: ClosedRange<Int>) throws(InstanceError) -> Int {
        guard let number = Int(record.fields[column]), range.contains(number) else {
            throw refusal(column, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The day numbers in `column`, joined by `|`, as bits.
    func days(_ column: Int) throws(InstanceError) -> UInt64 {
        var days: UInt64 = 0
        for part in record.fields[column].split(separator: "|", omittingEmptySubsequences: false) {
            guard let day = UInt64(part), day < 64 else {
                throw refusal(column, "day numbers from 0 to 63 joined by |")
            }
            days |= 1 << day
        }
        return days
    }

    private func refusal(_ column: Int, _ expected: String) -> InstanceError {
        InstanceError.badCell(file: file, line: record.line, column: header[column], expected: expected)
    }
}

/// The rows of an instance's tables.
enum InstanceRows {
    /// Reads `file`, whose first line is `header` and whose first column numbers the rows from 0.
    static func read<Row>(
        _ file: URL,
        header: [String],
        _ row: (InstanceRow) throws -> Row
    ) throws -> [Row] {
        let name = file.lastPathComponent
        guard let handle = try? FileHandle(forReadingFrom: file) else { throw InstanceError.unreadable(name) }
        defer { try? handle.close() }
        var reader = CSVReader { try handle.read(upToCount: 1 << 20).map(Array.init) }
        var rows: [Row] = []
        do {
            guard try reader.next()?.fields == header else {
                throw InstanceError.badHeader(file: name, expected: header)
            }
            while let record = try reader.next() {
                guard record.fields.count == header.count else {
                    throw InstanceError.badLine(file: name, line: record.line, cells: header.count)
                }
                let next = InstanceRow(file: name, header: header, record: record)
                _ = try next.number(0, in: rows.count...rows.count)
                rows.append(try row(next))
            }
        } catch is CSVError {
            throw InstanceError.notCSV(name)
        }
        return rows
    }
}
