public import KodanDomain
public import Postgres

/// A place as rows hold it: a point, and the municipality in which it lies.
public struct StoredPlace: Sendable, Hashable {
    /// The point.
    public let point: GeoPoint
    /// The municipality.
    public let municipality: MunicipalityCode

    /// The place in three columns; nil where one is NULL.
    init?(
        _ row: Row,
        municipality: String = "municipality",
        latitude: String = "latitude",
        longitude: String = "longitude"
    ) throws(PostgresError) {
        guard let code: MunicipalityCode = try row.optional(municipality),
            let point = try GeoPoint(row, latitude: latitude, longitude: longitude)
        else { return nil }
        self.point = point
        self.municipality = code
    }
}

/// A way over land as it is stored.
public struct StoredLandEdge: Sendable, Hashable {
    /// One end.
    public let from: MunicipalityCode
    /// The other.
    public let to: MunicipalityCode
    /// Straight line.
    public let metres: Int
}

/// A bridge, pass, railway, flight or ship as it is stored.
public struct StoredTravelLink: Sendable, Hashable {
    /// `road`, `rail`, `air` or `ferry`.
    public let mode: String
    /// One end.
    public let from: MunicipalityCode
    /// The other.
    public let to: MunicipalityCode
    /// Under way.
    public let minutes: Int
    /// Under way.
    public let metres: Int
    /// Nil on roads.
    public let departuresIn100Days: Int?
    /// Between office and port.
    public let accessMinutes: Int
    /// Whether cars are taken.
    public let takesCars: Bool
    /// What it is called.
    public let note: String
}

/// A prefecture with the place of its office.
public struct StoredCapital: Sendable, Hashable {
    /// The prefecture.
    public let prefecture: PrefectureCode
    /// Its name.
    public let name: String
    /// Its name in Latin letters.
    public let romaji: String
    /// Where its office stands.
    public let place: StoredPlace
}

extension TravelStore {
    /// All prefectures by code, with the places of their offices.
    public func capitals() throws(PostgresError) -> [StoredCapital] {
        try session.rows(
            """
            SELECT prefecture.code, prefecture.name, prefecture.romaji, capital.code AS municipality,
                   capital.latitude_e6 AS latitude, capital.longitude_e6 AS longitude
              FROM prefecture
              JOIN municipality AS capital ON capital.code = prefecture.capital_code
             ORDER BY prefecture.code
            """
        ) { row throws(PostgresError) in
            guard let place = try StoredPlace(row) else {
                throw .decoding(column: "latitude", expected: "a point of the earth")
            }
            return StoredCapital(
                prefecture: try row.value("code"),
                name: try row.value("name"),
                romaji: try row.value("romaji"),
                place: place
            )
        }
    }
}

/// Reads the ways to travel.
public struct TravelStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// All municipalities and wards with their points, by code.
    public func municipalities() throws(PostgresError) -> [StoredPlace] {
        try session.rows(
            """
            SELECT code AS municipality, latitude_e6 AS latitude, longitude_e6 AS longitude
              FROM municipality
             ORDER BY code
            """
        ) { row throws(PostgresError) in try StoredPlace(row) }.compactMap(\.self)
    }

    /// All ways over land; none where the tables were not loaded.
    public func landEdges() throws(PostgresError) -> [StoredLandEdge] {
        try session.rows(
            "SELECT from_code, to_code, metres FROM travel_edge ORDER BY from_code, to_code"
        ) { row throws(PostgresError) in
            StoredLandEdge(
                from: try row.value("from_code"),
                to: try row.value("to_code"),
                metres: try row.value("metres")
            )
        }
    }

    /// All links, in the order in which they were loaded.
    public func links() throws(PostgresError) -> [StoredTravelLink] {
        try session.rows(
            """
            SELECT mode, from_code, to_code, minutes, metres, departures_in_100_days, access_minutes, takes_cars, note
              FROM travel_link
             ORDER BY id
            """
        ) { row throws(PostgresError) in
            StoredTravelLink(
                mode: try row.value("mode"),
                from: try row.value("from_code"),
                to: try row.value("to_code"),
                minutes: try row.value("minutes"),
                metres: try row.value("metres"),
                departuresIn100Days: try row.optional("departures_in_100_days"),
                accessMinutes: try row.value("access_minutes"),
                takesCars: try row.value("takes_cars"),
                note: try row.value("note")
            )
        }
    }
}
