/// A row that holds from one day to another.
public protocol Dated: Sendable {
    /// The days on which it holds.
    var validity: DateRange { get }
}

/// Why rows do not make a dated table.
public enum DatedTableRefusal: Error, Equatable {
    /// Two rows hold on this day.
    case overlap(on: LocalDate)
    /// No row holds on this day, though earlier and later ones do.
    case gap(on: LocalDate)
}

/// A day on which no row of a table holds: it is refused, never guessed.
public struct DateOutsideTable: Error, Equatable {
    /// The day that was asked for.
    public let date: LocalDate

    /// The refusal of this day.
    public init(date: LocalDate) {
        self.date = date
    }
}

/// Rows of which exactly one holds on a day.
public struct DatedTable<Row: Dated>: Sendable {
    /// The rows, earliest first.
    public let rows: [Row]

    /// Orders the rows and refuses two that share a day, and days between them that no row covers
    /// unless `allowsGaps`.
    public init(_ rows: [Row], allowsGaps: Bool = false) throws(DatedTableRefusal) {
        let ordered = rows.sorted { $0.validity.first < $1.validity.first }
        for (earlier, later) in zip(ordered, ordered.dropFirst()) {
            if earlier.validity.overlaps(later.validity) { throw .overlap(on: later.validity.first) }
            guard !allowsGaps, let last = earlier.validity.last else { continue }
            if last.adding(days: 1) < later.validity.first { throw .gap(on: last.adding(days: 1)) }
        }
        self.rows = ordered
    }

    /// The row that holds on `date`.
    public func row(on date: LocalDate) throws(DateOutsideTable) -> Row {
        guard let row = rows.last(where: { $0.validity.contains(date) }) else {
            throw DateOutsideTable(date: date)
        }
        return row
    }
}
