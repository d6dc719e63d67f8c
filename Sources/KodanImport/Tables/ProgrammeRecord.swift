public import KodanDomain

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
    /// Its rules.
    public let draft: ProgrammeDraft
    /// Who may ask.
    public let askedBy: Set<ProgrammeAsker>

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
        let askers = try row.text("asked_by").split(separator: ";").map { ProgrammeAsker($0) }
        askedBy = Set(askers.compactMap { $0 })
        guard askedBy.count == askers.count, !askers.isEmpty else {
            let kinds = OrganizationKind.allCases.map(\.rawValue)
            throw row.problem("asked_by", .oneOf(["presenter", "body", "company"] + kinds))
        }
        _ = try row.text("audience")
        draft = try ProgrammeRecord.draft(of: row, askedBy: askedBy)
    }

    private static func draft(
        of row: TableRow,
        askedBy: Set<ProgrammeAsker>
    ) throws(TableProblem) -> ProgrammeDraft {
        let qualifications = try row.value("qualifications") { text throws(FieldRefused) in
            var codes: [QualificationCode] = []
            for code in text.split(separator: ";") { codes.append(try QualificationCode(String(code))) }
            return codes
        }
        let admission = ProgrammeAdmission(
            askers: OrganizationKind.allCases.filter { askedBy.contains(.organization($0)) },
            isForMembers: try row.flag("council_members_only"),
            qualifications: qualifications
        )
        let (japanese, english) = (try row.text("name_ja"), try row.text("name_en"))
        let delivery: Delivery = try row.choice("delivery")
        let paysHonorarium = try row.flag("honorarium")
        let group = try row.value("target_group") { text throws(FieldRefused) in try ProgrammeCode(text) }
        let leadDays = try row.integer("lead_days", in: ProgrammeDraft.leadDayBounds)
        let attendance = try row.integer("minimum_attendance", in: ProgrammeDraft.attendanceBounds)
        let validity = try row.validity()
        do throws(FieldRefused) {
            return try ProgrammeDraft(
                japaneseName: japanese,
                englishName: english,
                delivery: delivery,
                admission: admission,
                paysHonorarium: paysHonorarium,
                targetGroup: group,
                leadDays: leadDays,
                minimumAttendance: attendance,
                validity: validity
            )
        } catch {
            throw row.problem(column(of: error.field), error.expected)
        }
    }

    /// The column that says what the draft calls `field`.
    private static func column(of field: Field) -> String {
        switch field {
        case .membersOnly: "council_members_only"
        case .paysHonorarium: "honorarium"
        default: field.rawValue
        }
    }
}
