public import KodanDomain

/// A prefecture, as `Config/geo/prefectures.csv.gz` has it.
public struct Prefecture: TableRecord, Hashable {
    /// JIS X 0401.
    public let code: PrefectureCode
    /// The name, such as 北海道 or 青森県.
    public let name: String
    /// The reading in full-width katakana.
    public let kana: String
    /// The name in Latin letters, without the kind.
    public let romaji: String
    /// One of the eight regions.
    public let region: String
    /// The municipality or ward of the prefectural office.
    public let capital: MunicipalityCode
    /// People in the census of 2020.
    public let population: Int

    /// `prefectures`.
    public static let table = "prefectures"
    /// The columns.
    public static let columns = [
        "prefecture_code", "prefecture", "kana", "romaji", "iso_3166_2", "region", "capital_jis_code",
        "capital_latitude", "capital_longitude", "population_census_2020", "municipalities",
    ]

    /// Reads one row.
    ///
    /// Throws ``TableProblem``.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("prefecture_code") { text throws(FieldRefused) in try PrefectureCode(text) }
        name = try row.text("prefecture")
        kana = try row.text("kana")
        romaji = try row.text("romaji")
        region = try row.text("region")
        capital = try row.municipality("capital_jis_code")
        population = try row.integer("population_census_2020", in: 0...1_000_000_000)
        _ = try row.integer("municipalities", in: 1...1_000)
    }
}

/// The 47 prefectures.
public typealias PrefectureTable = TableReader<Prefecture>

extension TableRow {
    func municipality(_ column: String) throws(TableProblem) -> MunicipalityCode {
        try value(column) { text throws(FieldRefused) in try MunicipalityCode(text) }
    }
}
