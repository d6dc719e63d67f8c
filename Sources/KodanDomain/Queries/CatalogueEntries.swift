/// A material with its editions (資料一覧).
public struct MaterialEntry: Hashable, Sendable {
    /// The material.
    public let id: Material.ID
    /// By what files and lists name it.
    public let code: String
    /// Its name in Japanese.
    public let japaneseName: String
    /// Its name in English.
    public let englishName: String
    /// File or paper.
    public let medium: MaterialMedium
    /// Its editions, the newest first.
    public var editions: [EditionEntry]

    /// A value with these parts.
    public init(
        id: Material.ID,
        code: String,
        japaneseName: String,
        englishName: String,
        medium: MaterialMedium,
        editions: [EditionEntry]
    ) {
        self.id = id
        self.code = code
        self.japaneseName = japaneseName
        self.englishName = englishName
        self.medium = medium
        self.editions = editions
    }
}

/// An edition of a material.
public struct EditionEntry: Hashable, Sendable {
    /// The edition.
    public let id: Edition.ID
    /// What it is called.
    public let label: String
    /// From when on it goes out.
    public let issuedOn: LocalDate
    /// Whether its file lies here.
    public let hasFile: Bool

    /// A value with these parts.
    public init(id: Edition.ID, label: String, issuedOn: LocalDate, hasFile: Bool) {
        self.id = id
        self.label = label
        self.issuedOn = issuedOn
        self.hasFile = hasFile
    }
}

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

/// What a group of programmes aims at in a fiscal year, and how far it is (事業実績).
public struct TargetProgressEntry: Hashable, Sendable {
    /// The group.
    public let group: String
    /// The programmes that count towards it.
    public let programmes: [ProgrammeCode]
    /// The year.
    public let year: FiscalYear
    /// What is aimed at; nil where nobody said so.
    public let target: Int?
    /// What the target counts.
    public let unit: TargetUnit?
    /// What was held in a year before kodan, as the body counted it.
    public let statedHeld: Int?
    /// How many came then.
    public let statedAttendance: Int?
    /// Lectures that were held, and seminars and conferences of the body's own whose visitors were counted.
    public let held: Int
    /// Who came to them, as the presenters reported, or the hosts where a presenter has not, or the body counted.
    public let attendance: Int
    /// Seminars and conferences of the body's own schedule.
    public let scheduled: Int

    /// A value with these parts.
    public init(
        group: String,
        programmes: [ProgrammeCode],
        year: FiscalYear,
        target: Int?,
        unit: TargetUnit?,
        statedHeld: Int?,
        statedAttendance: Int?,
        held: Int,
        attendance: Int,
        scheduled: Int
    ) {
        self.group = group
        self.programmes = programmes
        self.year = year
        self.target = target
        self.unit = unit
        self.statedHeld = statedHeld
        self.statedAttendance = statedAttendance
        self.held = held
        self.attendance = attendance
        self.scheduled = scheduled
    }

    /// What was held: as the body counted it of a year before kodan, else as it was held since.
    public var heldInAll: Int { statedHeld ?? held }
    /// Who came, in the same way.
    public var attendanceInAll: Int { statedAttendance ?? attendance }
}
