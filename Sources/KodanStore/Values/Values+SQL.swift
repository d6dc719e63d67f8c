public import KodanDomain
public import Postgres

// How the domain's values stand in columns. Text format throughout; the connection fixes ISO dates and Japan time.

extension ID: SQLEncodable, SQLDecodable {
    /// The number alone: the column says what it is the key of.
    public var sqlText: String { String(rawValue) }

    /// Reads the number.
    public init?(sqlText: String) {
        guard let number = Int64(sqlText) else { return nil }
        self.init(number)
    }
}

extension Yen: SQLEncodable, SQLDecodable {
    /// The number of yen.
    public var sqlText: String { String(amount) }

    /// Reads whole yen.
    public init?(sqlText: String) {
        guard let amount = Int64(sqlText) else { return nil }
        self.init(amount)
    }
}

extension LocalDate: SQLEncodable, SQLDecodable {
    /// ISO 8601.
    public var sqlText: String { description }

    /// Reads ISO 8601.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension Instant: SQLEncodable, SQLDecodable {
    /// RFC 3339.
    public var sqlText: String { description }

    /// Reads `2026-12-05 14:00:00+09`.
    public init?(sqlText: String) { self.init(sqlText) }
}

extension YearMonth: SQLEncodable, SQLDecodable {
    /// The first day: months are kept as dates.
    public var sqlText: String { first.description }

    /// Reads the first day of a month.
    public init?(sqlText: String) {
        guard let date = LocalDate(sqlText), date.day == 1 else { return nil }
        self.init(containing: date)
    }
}

extension FiscalYear: SQLEncodable, SQLDecodable {
    /// The year in which it begins.
    public var sqlText: String { String(startYear) }

    /// Reads the year in which it begins.
    public init?(sqlText: String) {
        guard let year = Int(sqlText) else { return nil }
        self.init(startYear: year)
    }
}

extension Weekday: SQLEncodable, SQLDecodable {}

extension TimeRange: SQLEncodable, SQLDecodable {
    /// `[start,end)` as `tstzrange`.
    public var sqlText: String { "[\(start),\(end))" }

    /// Reads a bounded `tstzrange`.
    public init?(sqlText: String) {
        let parts = rangeParts(sqlText)
        guard parts.count == 2, let start = Instant(parts[0]), let end = Instant(parts[1]) else { return nil }
        self.init(start: start, end: end)
    }
}

extension DateRange: SQLEncodable, SQLDecodable {
    /// `[first,last]` as `daterange`, open-ended without a last day.
    public var sqlText: String { "[\(first),\(last.map { "\($0)]" } ?? ")")" }

    /// Reads a `daterange` as PostgreSQL writes it: the end not included.
    public init?(sqlText: String) {
        let parts = rangeParts(sqlText)
        guard parts.count == 2, let first = LocalDate(String(parts[0])) else { return nil }
        if parts[1].isEmpty {
            self.init(first: first)
        } else if parts[1] == "10000-01-01" {
            // What ends on the last day that there is ends before one that there is not.
            self.init(first: first, last: LocalDate(year: 9999, month: 12, day: 31))
        } else {
            guard let end = LocalDate(String(parts[1])) else { return nil }
            self.init(first: first, last: end.adding(days: -1))
        }
    }
}

/// The two ends of a range literal, brackets and quotes taken off.
private func rangeParts(_ text: String) -> [Substring] {
    let inside = text.utf8.dropFirst().dropLast()
    return inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { part in
        Substring(part.first == UInt8(ascii: "\"") ? part.dropFirst().dropLast() : part)
    }
}

extension GeoPoint {
    /// The point in two columns; nil where either is NULL.
    init?(_ row: Row, latitude: String, longitude: String) throws(PostgresError) {
        guard let north: Int32 = try row.optional(latitude), let east: Int32 = try row.optional(longitude)
        else {
            return nil
        }
        self.init(latitude: north, longitude: east)
    }
}
