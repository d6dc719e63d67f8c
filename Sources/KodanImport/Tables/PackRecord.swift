public import KodanDomain

/// A material that goes out by default, as `Config/programmes/packs.csv` has it.
public struct PackRecord: TableRecord, Hashable {
    /// For lectures of this programme.
    public let programme: ProgrammeCode
    /// On this topic; nil for all topics that have no rows of their own.
    public let topic: TopicCode?
    /// The material's code.
    public let material: String

    /// `packs`.
    public static let table = "packs"
    /// The columns.
    public static let columns = ["programme", "topic", "material"]

    /// Reads one row.
    public init(_ row: TableRow) throws(TableProblem) {
        programme = try row.value("programme") { text throws(FieldRefused) in try ProgrammeCode(text) }
        topic = try row.optionalValue("topic") { text throws(FieldRefused) in try TopicCode(text) }
        material = try row.value("material") { text throws(FieldRefused) in try TopicCode(text).text }
    }
}
