import KodanDomain
import KodanImport
public import KodanStore
public import Postgres

/// Loads the shipped geography: prefectures, municipalities, and with them the large tables.
///
/// It runs as the owner of the tables and once: a table that has rows is left as it is, and of two at once the second
/// waits.
public struct LoadGeography: Sendable {
    /// How much of it.
    public enum Extent: Sendable {
        /// Prefectures and municipalities: what persons and organizations refer to.
        case places
        /// Postal codes and ways to travel too.
        case everything
    }

    /// How many rows each table got; a table that had rows is not named.
    public typealias Report = [GeographyTable: Int]

    private let owner: Pool
    private let folder: String

    /// Loads from `folder`, the shipped `Config/geo`, over connections of the owner.
    public init(owner: Pool, folder: String) {
        self.owner = owner
        self.folder = folder
    }

    /// Loads what is not there, all or nothing.
    ///
    /// Throws `FileUnreadable`, `GzipError`, `TableProblem` or `PostgresError`.
    public func callAsFunction(_ extent: Extent = .everything) async throws -> Report {
        let folder = folder
        return try await owner.transaction { session in
            try EntryStore(session).waitForTurn(of: .tables)
            let loading = Loading(store: GeographyStore(session), folder: folder)
            var report: Report = [:]
            report[.prefecture] = try loading.load(.prefecture, "prefectures", Self.prefecture)
            report[.municipality] = try loading.load(.municipality, "municipalities", Self.municipality)
            guard extent == .everything else { return report }
            report[.postalCode] = try loading.load(.postalCode, "postal_codes", Self.postalTown)
            report[.travelEdge] = try loading.load(.travelEdge, "travel_edges", Self.travelEdge)
            report[.travelLink] = try loading.load(.travelLink, "travel_links", Self.travelLink)
            return report
        }
    }

    private struct Loading {
        let store: GeographyStore
        let folder: String

        /// How many rows were copied; nil if there were some already.
        func load<Record: TableRecord>(
            _ table: GeographyTable,
            _ file: String,
            _ fields: (Record) -> [String?]
        ) throws -> Int? {
            if try store.isLoaded(table) { return nil }
            let text = try GzipReader(path: "\(folder)/\(file).csv.gz")
            var rows = try TableReader<Record> { try text.next() }
            return try store.copy(table) { try rows.next().map(fields) }
        }
    }

    private static func prefecture(_ row: Prefecture) -> [String?] {
        [
            row.code.description, row.name, row.kana, row.romaji, row.region, row.capital.digits,
            String(row.population),
        ]
    }

    private static func municipality(_ row: Municipality) -> [String?] {
        [
            row.code.digits, row.code.prefecture.description, row.addressName, row.name, row.kana,
            row.kind.rawValue, row.parent?.digits, row.landmass, String(row.point.latitude),
            String(row.point.longitude), String(row.weight),
        ]
    }

    private static func postalTown(_ row: PostalTown) -> [String?] {
        [row.postalCode.digits, row.municipality.digits, row.kind.rawValue, row.town, row.townKana]
    }

    private static func travelEdge(_ row: TravelEdge) -> [String?] {
        [row.from.digits, row.to.digits, String(row.metres)]
    }

    private static func travelLink(_ row: TravelLink) -> [String?] {
        [
            row.mode.rawValue, row.from.digits, row.to.digits, String(row.minutes),
            String(row.kilometres * 1000), row.departuresIn100Days.map { String($0) },
            String(row.accessMinutes), row.takesCars ? "t" : "f", row.note,
        ]
    }
}
