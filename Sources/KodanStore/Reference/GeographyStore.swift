public import Postgres

/// The shipped tables of where things are.
///
/// They are loaded once, by the owner of the tables.
public enum GeographyTable: String, Sendable, CaseIterable {
    /// 47 prefectures.
    case prefecture
    /// Municipalities and wards.
    case municipality
    /// Towns by postal code.
    case postalCode = "postal_code"
    /// Ways between neighbours on the same landmass.
    case travelEdge = "travel_edge"
    /// Bridges, passes, railways, flights and ships.
    case travelLink = "travel_link"

    /// The columns, in the order of the fields of a row.
    public var columns: [String] {
        switch self {
        case .prefecture: ["code", "name", "kana", "romaji", "region", "capital_code", "population"]
        case .municipality:
            [
                "code", "prefecture_code", "name", "short_name", "kana", "kind", "parent_code", "landmass",
                "latitude_e6", "longitude_e6", "weight",
            ]
        case .postalCode: ["postal_code", "municipality_code", "kind", "town", "town_kana"]
        case .travelEdge: ["from_code", "to_code", "metres"]
        case .travelLink:
            [
                "mode", "from_code", "to_code", "minutes", "metres", "departures_in_100_days",
                "access_minutes",
                "takes_cars", "note",
            ]
        }
    }
}

/// Loads the shipped geography by COPY.
public struct GeographyStore {
    private let session: Session

    /// Works in the transaction of `session`.
    public init(_ session: Session) {
        self.session = session
    }

    /// Whether the table has rows.
    public func isLoaded(_ table: GeographyTable) throws(PostgresError) -> Bool {
        try session.value("SELECT EXISTS (SELECT FROM \(unsafeSQL: table.rawValue))")
    }

    /// Streams rows into the table, as many fields each as it has columns, nil for NULL; how many they were.
    ///
    /// `next` gives one row after the other, nil at the end; what it throws ends the transaction.
    public func copy(_ table: GeographyTable, next: () throws -> [String?]?) throws -> Int {
        let columns = table.columns.joined(separator: ", ")
        return try session.copyIn("COPY \(table.rawValue) (\(columns)) FROM STDIN") {
            var piece: [UInt8] = []
            while piece.count < 65_536, let row = try next() {
                precondition(row.count == table.columns.count, "a row has a field for each column")
                CopyText.append(row, to: &piece)
            }
            return piece.isEmpty ? nil : piece
        }
    }
}

/// The text format of COPY: tabs between fields, `\N` for NULL, backslashes before what would be mistaken.
enum CopyText {
    /// Appends one row to `bytes`.
    static func append(_ fields: [String?], to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(0x09) }
            guard let field else {
                bytes += [0x5C, 0x4E]
                continue
            }
            for byte in field.utf8 {
                switch byte {
                case 0x5C: bytes += [0x5C, 0x5C]
                case 0x09: bytes += [0x5C, 0x74]
                case 0x0A: bytes += [0x5C, 0x6E]
                case 0x0D: bytes += [0x5C, 0x72]
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(0x0A)
    }
}
