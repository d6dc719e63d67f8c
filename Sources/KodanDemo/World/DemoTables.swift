import KodanDomain
import KodanImport

/// A name as written and as read, as `Config/demo/family_names.csv` and `given_names.csv` have it.
struct WrittenName: TableRecord, Hashable {
    let written: String
    let kana: String

    static let table = "family_names or given_names"
    static let columns = ["written", "kana"]

    init(_ row: TableRow) throws(TableProblem) {
        written = try row.text("written")
        kana = try row.text("kana")
    }
}

/// A sentence of the demo, as `Config/demo/texts.csv` has it; a kind may have several.
struct DemoText: TableRecord, Hashable {
    let kind: String
    let text: String

    static let table = "texts"
    static let columns = ["kind", "text"]

    init(_ row: TableRow) throws(TableProblem) {
        kind = try row.text("kind")
        text = row.field("text")
    }
}

/// How many presenters live in a prefecture, as `Config/demo/presenters_by_prefecture.csv` has it.
struct PresenterShare: TableRecord, Hashable {
    let prefecture: PrefectureCode
    let presenters: Int

    static let table = "presenters_by_prefecture"
    static let columns = [
        "prefecture_code", "prefecture", "presenters", "population_census_2020", "presenters_per_100k",
    ]

    init(_ row: TableRow) throws(TableProblem) {
        prefecture = try row.prefecture()
        presenters = try row.integer("presenters", in: 0...10_000)
    }
}

/// The hosts of a prefecture by kind, as `Config/demo/hosts_by_prefecture.csv` has it; its chambers of commerce are
/// told one by one in ``Chamber``.
struct HostShare: TableRecord, Hashable {
    let prefecture: PrefectureCode
    let police: Int
    let federations: Int
    let smallBusiness: Int
    let taxAccountants: [String]
    let labourConsultants: Int
    let managementConsultants: Int

    static let table = "hosts_by_prefecture"
    static let columns = [
        "prefecture_code", "prefecture", "police_headquarters", "chambers_of_commerce", "shokokai_federation",
        "sme_central_association", "tax_accountant_associations", "labour_consultant_association",
        "sme_consultant_association", "total", "tax_accountant_association_names",
    ]

    init(_ row: TableRow) throws(TableProblem) {
        prefecture = try row.prefecture()
        let counts = 0...1_000
        police = try row.integer("police_headquarters", in: counts)
        federations = try row.integer("shokokai_federation", in: counts)
        smallBusiness = try row.integer("sme_central_association", in: counts)
        taxAccountants = row.field("tax_accountant_association_names").split(separator: " ").map { name in
            String(name).normalized
        }
        guard try row.integer("tax_accountant_associations", in: counts) == taxAccountants.count else {
            throw row.problem("tax_accountant_association_names", .list(of: "name"))
        }
        labourConsultants = try row.integer("labour_consultant_association", in: counts)
        managementConsultants = try row.integer("sme_consultant_association", in: counts)
    }
}

/// A chamber of commerce and where it has its seat, as `Config/demo/chambers_of_commerce.csv` has it.
struct Chamber: TableRecord, Hashable {
    let name: String
    let municipality: MunicipalityCode

    static let table = "chambers_of_commerce"
    static let columns = ["prefecture_code", "prefecture", "chamber", "jis_code", "municipality"]

    init(_ row: TableRow) throws(TableProblem) {
        name = try row.text("chamber")
        municipality = try row.value("jis_code") { text throws(FieldRefused) in try MunicipalityCode(text) }
    }
}

extension TableRow {
    fileprivate func prefecture() throws(TableProblem) -> PrefectureCode {
        try value("prefecture_code") { text throws(FieldRefused) in try PrefectureCode(text) }
    }
}

/// All rows of the table at `path`.
func table<Record: TableRecord>(_ path: String, of: Record.Type) throws -> [Record] {
    let bytes = try FileBytes(path: path)
    return try TableReader<Record>.all { try bytes.next() }
}

/// All rows of the gzipped table at `path`.
func gzippedTable<Record: TableRecord>(_ path: String, of: Record.Type) throws -> [Record] {
    let text = try GzipReader(path: path)
    return try TableReader<Record>.all { try text.next() }
}
