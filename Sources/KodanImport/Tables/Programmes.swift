public import KodanDomain

/// How a programme's lectures come about.
public enum ProgrammeDelivery: String, Sendable, CaseIterable {
    /// 講師派遣型: a host asks, the body sends a presenter.
    case dispatched
    /// 自主開催型: a presenter plans the lecture, the body supports it.
    case selfHosted = "self_hosted"
    /// The body holds it itself.
    case inHouse = "in_house"
}

/// Who may ask for a lecture of a programme.
public enum ProgrammeAsker: Hashable, Sendable {
    /// A presenter, for a lecture of their own.
    case presenter
    /// The body itself.
    case body
    /// A company.
    case company
    /// An organization of this kind.
    case organization(OrganizationKind)

    /// Reads `presenter`, `body`, `company` or the code of an organization's kind; nil for anything else.
    public init?(_ text: some StringProtocol) {
        switch text {
        case "presenter": self = .presenter
        case "body": self = .body
        case "company": self = .company
        default:
            guard let kind = OrganizationKind(rawValue: String(text)) else { return nil }
            self = .organization(kind)
        }
    }
}

/// A programme, as `Config/programmes/programmes.csv` has it.
public struct ProgrammeRecord: TableRecord, Hashable {
    /// The key.
    public let code: ProgrammeCode
    /// The name in Japanese.
    public let nameJa: String
    /// The name in English.
    public let nameEn: String
    /// How its lectures come about.
    public let delivery: ProgrammeDelivery
    /// Who may ask.
    public let askedBy: Set<ProgrammeAsker>
    /// Whether only members of the council may ask.
    public let isForCouncilMembers: Bool
    /// For whom the lectures are, in Japanese.
    public let audience: String
    /// Whether lectures are paid for.
    public let paysHonorarium: Bool
    /// The group whose yearly target it counts toward.
    public let targetGroup: ProgrammeCode
    /// Days that a request must come before the lecture.
    public let leadDays: Int
    /// People that must be expected; 0 without a limit.
    public let minimumAttendance: Int
    /// One of these suffices to lecture; empty if every presenter may.
    public let qualifications: [QualificationCode]
    /// When it runs.
    public let validity: DateRange

    /// `programmes`.
    public static let table = "programmes"
    /// The columns.
    public static let columns = [
        "code", "name_ja", "name_en", "delivery", "asked_by", "council_members_only", "audience",
        "honorarium",
        "target_group", "lead_days", "minimum_attendance", "qualifications", "valid_from", "valid_to",
    ]

    /// Reads one row; `asked_by` has semicolons between its entries.
    public init(_ row: TableRow) throws(TableProblem) {
        code = try row.value("code") { text throws(FieldRefused) in try ProgrammeCode(text) }
        nameJa = try row.text("name_ja")
        nameEn = try row.text("name_en")
        delivery = try row.choice("delivery")
        let askers = try row.text("asked_by").split(separator: ";").map { ProgrammeAsker($0) }
        askedBy = Set(askers.compactMap { $0 })
        guard askedBy.count == askers.count, !askers.isEmpty else {
            let kinds = OrganizationKind.allCases.map(\.rawValue)
            throw row.problem("asked_by", .oneOf(["presenter", "body", "company"] + kinds))
        }
        isForCouncilMembers = try row.flag("council_members_only")
        audience = try row.text("audience")
        paysHonorarium = try row.flag("honorarium")
        targetGroup = try row.value("target_group") { text throws(FieldRefused) in try ProgrammeCode(text) }
        leadDays = try row.integer("lead_days", in: 0...365)
        minimumAttendance = try row.integer("minimum_attendance", in: 0...100_000)
        qualifications = try row.value("qualifications") { text throws(FieldRefused) in
            var codes: [QualificationCode] = []
            for code in text.split(separator: ";") { codes.append(try QualificationCode(String(code))) }
            return codes
        }
        validity = try row.validity()
    }
}

/// The programmes.
public typealias ProgrammeTable = TableReader<ProgrammeRecord>
