import KodanDomain
import KodanImport
public import KodanMatching
public import KodanStore
import Postgres

extension TravelGraph {
    /// The graph of the shipped tables in `folder`, `Config/geo`: for work without a database.
    ///
    /// Throws `FileUnreadable`, `GzipError`, `TableProblem` or `TravelGraphError`.
    public init(shippedIn folder: String) throws {
        func rows<Record: TableRecord>(_ file: String) throws -> [Record] {
            let text = try GzipReader(path: "\(folder)/\(file).csv.gz")
            return try TableReader<Record>.all { try text.next() }
        }
        let municipalities: [KodanImport.Municipality] = try rows("municipalities")
        let landEdges: [TravelEdge] = try rows("travel_edges")
        let links: [TravelLink] = try rows("travel_links")
        try self.init(
            municipalities: municipalities.map { Municipality(code: $0.code, point: $0.point) },
            landEdges: landEdges.map { LandEdge(from: $0.from, to: $0.to, metres: $0.metres) },
            links: links.compactMap(Link.init)
        )
    }

    /// The graph of the tables of the database; nil where the ways to travel were not loaded.
    ///
    /// Throws `PostgresError` or `TravelGraphError`.
    public init?(_ store: TravelStore) throws {
        let landEdges = try store.landEdges()
        guard !landEdges.isEmpty else { return nil }
        try self.init(
            municipalities: try store.municipalities().map {
                Municipality(code: $0.municipality, point: $0.point)
            },
            landEdges: landEdges.map { LandEdge(from: $0.from, to: $0.to, metres: $0.metres) },
            links: try store.links().compactMap(Link.init)
        )
    }
}

extension TravelGraph.Link {
    /// A shipped row; nil for a mode that is none.
    fileprivate init?(_ row: TravelLink) {
        guard let mode = TravelGraph.Mode(rawValue: row.mode.rawValue) else { return nil }
        self.init(
            mode,
            from: row.from,
            to: row.to,
            minutes: row.minutes,
            metres: row.kilometres * 1000,
            note: row.note
        )
        departuresIn100Days = row.departuresIn100Days
        accessMinutes = row.accessMinutes
        takesCars = row.takesCars
        isShinkansen = TravelLink.isShinkansen(row.note)
    }

    /// A stored row; nil for a mode that is none.
    fileprivate init?(_ row: StoredTravelLink) {
        guard let mode = TravelGraph.Mode(rawValue: row.mode) else { return nil }
        self.init(
            mode,
            from: row.from,
            to: row.to,
            minutes: row.minutes,
            metres: row.metres,
            note: row.note
        )
        departuresIn100Days = row.departuresIn100Days
        accessMinutes = row.accessMinutes
        takesCars = row.takesCars
        isShinkansen = TravelLink.isShinkansen(row.note)
    }
}
