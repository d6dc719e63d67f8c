public import KodanDomain

/// What a municipality is.
public enum MunicipalityKind: String, Sendable, CaseIterable {
    /// A city.
    case city = "市"
    /// A town.
    case town = "町"
    /// A village.
    case village = "村"
    /// One of the 23 special wards of Tokyo.
    case specialWard = "特別区"
    /// A designated city, which has wards.
    case designatedCity = "政令指定都市"
    /// A ward of a designated city.
    case ward = "行政区"
}

/// A municipality or ward, as `Config/geo/municipalities.csv.gz` has it.
public struct Municipality: TableRecord, Hashable {
    /// JIS X 0402, the key.
    public let code: MunicipalityCode
    /// The same with its check digit, six digits, as local governments write it.
    public let localGovernmentCode: String
    /// The name of the prefecture.
    public let prefecture: String
    /// The name as addresses have it, with the district: 石狩郡当別町.
    public let addressName: String
    /// The name without the district: 当別町.
    ///
    /// Unique inside a prefecture.
    public let name: String
    /// The reading of ``name`` in full-width katakana.
    public let kana: String
    /// What it is.
    public let kind: MunicipalityKind
    /// The designated city of a ward.
    public let parent: MunicipalityCode?
    /// 本州, or the island on which it lies.
    public let landmass: String
    /// Where the office stands.
    public let point: GeoPoint
    /// A share of people, for drawing demonstration data; 0 for designated cities.
    public let weight: Int

    /// `municipalities`.
    public static let table = "municipalities"
    /// The columns.
    public static let columns = [
        "jis_code", "lg_code", "prefecture", "municipality", "name", "kana", "name_kana", "kind", "district",
        "parent_jis_code", "landmass", "latitude", "longitude", "coord_basis", "coord_note", "population",
        "geonames_id", "weight",
    ]

    /// Reads one row.
    ///
    /// Throws ``TableProblem``.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.municipality("jis_code")
        localGovernmentCode = try row.value("lg_code") { text throws(FieldRefused) in
            try AccountDraft.digits(text, 6...6, .municipality)
        }
        prefecture = try row.text("prefecture")
        addressName = try row.text("municipality")
        name = try row.text("name")
        kana = try row.text("name_kana")
        kind = try row.choice("kind")
        parent = try row.optionalValue("parent_jis_code") { text throws(FieldRefused) in
            try MunicipalityCode(text)
        }
        landmass = try row.text("landmass")
        let latitude = try row.decimal("latitude", places: 6, in: latitudes)
        let longitude = try row.decimal("longitude", places: 6, in: longitudes)
        guard let point = GeoPoint(latitude: Int32(latitude), longitude: Int32(longitude)) else {
            throw row.problem("latitude", .integer(latitudes))
        }
        self.point = point
        weight = try row.integer("weight", in: 0...1_000_000_000)
    }
}

/// The 1,741 municipalities and 171 wards.
public typealias MunicipalityTable = TableReader<Municipality>

/// Where Japan lies, in micro-degrees: a point outside is a mistake.
let latitudes = 20_000_000...46_000_000
let longitudes = 122_000_000...154_000_000
