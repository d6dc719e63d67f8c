public import KodanDomain

/// A way between two neighbours on the same landmass, as `Config/geo/travel_edges.csv.gz` has it.
public struct TravelEdge: TableRecord, Hashable {
    /// One end.
    public let from: MunicipalityCode
    /// The other.
    public let to: MunicipalityCode
    /// Straight line, in metres.
    public let metres: Int

    /// `travel_edges`.
    public static let table = "travel_edges"
    /// The columns.
    public static let columns = ["from_jis", "to_jis", "km"]

    /// Reads one row.
    ///
    /// Throws ``TableProblem``.
    public init(_ row: TableRow) throws(TableProblem) {
        from = try row.municipality("from_jis")
        to = try row.municipality("to_jis")
        metres = try row.decimal("km", places: 3, in: 0...1_000_000)
    }
}

/// How a link is travelled.
public enum TravelLinkMode: String, Sendable, CaseIterable {
    /// A bridge, tunnel or pass.
    case road
    /// A railway.
    case rail
    /// A flight.
    case air
    /// A ship.
    case ferry
}

/// A bridge, pass, railway, flight or ship, as `Config/geo/travel_links.csv.gz` has it.
public struct TravelLink: TableRecord, Hashable {
    /// How it is travelled.
    public let mode: TravelLinkMode
    /// One end.
    public let from: MunicipalityCode
    /// The other.
    public let to: MunicipalityCode
    /// Minutes under way.
    public let minutes: Int
    /// Kilometres under way.
    public let kilometres: Int
    /// Departures in a hundred days; nil on roads.
    public let departuresIn100Days: Int?
    /// Minutes from the office to a port that lies far from it.
    public let accessMinutes: Int
    /// Whether a car may use it.
    public let takesCars: Bool
    /// What it is called.
    public let note: String

    /// `travel_links`.
    public static let table = "travel_links"
    /// The columns.
    public static let columns = [
        "mode", "from_jis", "to_jis", "minutes", "km", "per_day", "access_minutes", "car", "note",
    ]

    /// Reads one row.
    ///
    /// Throws ``TableProblem``.
    public init(_ row: TableRow) throws(TableProblem) {
        mode = try row.choice("mode")
        from = try row.municipality("from_jis")
        to = try row.municipality("to_jis")
        minutes = try row.integer("minutes", in: 1...10_000)
        kilometres = try row.integer("km", in: 0...10_000)
        departuresIn100Days =
            row.field("per_day").isEmpty
            ? nil : try row.decimal("per_day", places: 2, in: 1...100_000)
        accessMinutes = try row.optionalInteger("access_minutes", in: 0...1_000) ?? 0
        takesCars = try row.integer("car", in: 0...1) == 1
        note = row.field("note")
    }
}

extension TravelLink {
    /// Whether a railway of this name is a Shinkansen, between which one changes without loss.
    public static func isShinkansen(_ note: String) -> Bool { note.contains("新幹線") }
}
