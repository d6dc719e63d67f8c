public import KodanDomain

/// What a postal code stands for.
public enum PostalKind: String, Sendable, CaseIterable {
    /// An area.
    case area = "A"
    /// One large office, such as a city hall.
    case office = "O"
}

/// One town of one postal code, as `Config/geo/postal_codes.csv.gz` has it; a code can have several.
public struct PostalTown: TableRecord, Hashable {
    /// The code.
    public let postalCode: PostalCode
    /// The municipality or ward; never a designated city.
    public let municipality: MunicipalityCode
    /// Area or office.
    public let kind: PostalKind
    /// The name of the prefecture.
    public let prefectureName: String
    /// The municipality's name with its district.
    public let municipalityName: String
    /// The town; empty for "elsewhere in this municipality".
    public let town: String
    /// Its reading.
    public let townKana: String

    /// `postal_codes`.
    public static let table = "postal_codes"
    /// The columns.
    public static let columns = [
        "postal_code", "jis_code", "kind", "prefecture", "municipality", "town", "town_kana",
    ]

    /// Reads one row.
    ///
    /// Throws ``TableProblem``.
    public init(_ row: TableRow) throws(TableProblem) {
        postalCode = try row.value("postal_code") { text throws(FieldRefused) in try PostalCode(text) }
        municipality = try row.municipality("jis_code")
        kind = try row.choice("kind")
        prefectureName = try row.text("prefecture")
        municipalityName = try row.text("municipality")
        town = row.field("town")
        townKana = row.field("town_kana")
    }
}

/// 146,385 rows with 142,920 codes; meant to be streamed.
public typealias PostalCodeTable = TableReader<PostalTown>
