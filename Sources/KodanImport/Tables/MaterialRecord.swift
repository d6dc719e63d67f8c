public import KodanDomain

/// What a material is.
enum MaterialKind: String, CaseIterable {
    /// Slides for lectures.
    case slides
    /// A leaflet to hand out.
    case leaflet
    /// A part of the guideline.
    case guideline
    /// An appendix of the guideline.
    case appendix
}

/// A material with its first edition, as `Config/programmes/materials.csv` has it.
public struct MaterialRecord: TableRecord, Hashable {
    /// The key, lower-case letters, digits and underscores.
    public let code: String
    /// File or paper.
    public let medium: MaterialMedium
    /// The name in Japanese.
    public let nameJa: String
    /// The name in English.
    public let nameEn: String
    /// The date of its first edition here.
    public let firstEdition: LocalDate
    /// What that edition is called.
    public let editionName: String

    /// `materials`.
    public static let table = "materials"
    /// The columns.
    public static let columns = [
        "code", "kind", "medium", "name_ja", "name_en", "first_edition", "edition_name", "origin",
    ]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try TopicCode(text).text }
        _ = try row.choice("kind", MaterialKind.self)
        medium = try row.choice("medium")
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        firstEdition = try row.date("first_edition")
        editionName = try row.text("edition_name")
        _ = try row.choice("origin", EntryOrigin.self)
    }
}
