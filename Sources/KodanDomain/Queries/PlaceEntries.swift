/// A prefecture with its names.
public struct PrefectureEntry: Hashable, Sendable {
    /// Its code.
    public let code: PrefectureCode
    /// Its name.
    public let name: String
    /// Its reading.
    public let kana: String
    /// Its name in Latin letters.
    public let romaji: String

    /// A value with these parts.
    public init(code: PrefectureCode, name: String, kana: String, romaji: String) {
        self.code = code
        self.name = name
        self.kana = kana
        self.romaji = romaji
    }
}

/// A municipality or ward with its name.
public struct MunicipalityEntry: Hashable, Sendable {
    /// Its code.
    public let code: MunicipalityCode
    /// Its name.
    public let name: String
    /// Its reading.
    public let kana: String
    /// 市, 町, 村, 特別区, 政令指定都市 or 行政区.
    public let kind: String
    /// The city of a ward.
    public let parent: MunicipalityCode?

    /// A value with these parts.
    public init(code: MunicipalityCode, name: String, kana: String, kind: String, parent: MunicipalityCode?) {
        self.code = code
        self.name = name
        self.kana = kana
        self.kind = kind
        self.parent = parent
    }
}

/// A town, or an office, of a postal code.
public struct PostalTownEntry: Hashable, Sendable {
    /// The municipality in which it lies.
    public let municipality: MunicipalityCode
    /// Prefecture and municipality by name.
    public let place: String
    /// The town's name; may be empty.
    public let town: String
    /// Its reading.
    public let townKana: String

    /// A value with these parts.
    public init(municipality: MunicipalityCode, place: String, town: String, townKana: String) {
        self.municipality = municipality
        self.place = place
        self.town = town
        self.townKana = townKana
    }
}
