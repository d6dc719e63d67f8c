/// How lectures of a programme come about.
public enum Delivery: String, Sendable, CaseIterable {
    /// An organization asks, the body sends (講師派遣型).
    case dispatched
    /// A presenter asks (自主開催型).
    case selfHosted = "self_hosted"
    /// The body holds it itself.
    case inHouse = "in_house"
}

/// A programme with the rules under which its requests come in.
public struct ProgrammeRules: Sendable, Equatable {
    /// Its key.
    public let id: Programme.ID
    /// Its code.
    public let code: ProgrammeCode
    /// Its Japanese name.
    public let name: String
    /// Who asks and who sends.
    public let delivery: Delivery
    /// Whether its lectures are paid.
    public let paysHonorarium: Bool
    /// How many days before the lecture a request comes in at the latest.
    public let leadDays: Int
    /// How many must be expected at least.
    public let minimumAttendance: Int
    /// The days on which it is in force.
    public let validity: DateRange

    /// A programme with these rules.
    public init(
        id: Programme.ID,
        code: ProgrammeCode,
        name: String,
        delivery: Delivery,
        paysHonorarium: Bool,
        leadDays: Int,
        minimumAttendance: Int,
        validity: DateRange
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.delivery = delivery
        self.paysHonorarium = paysHonorarium
        self.leadDays = leadDays
        self.minimumAttendance = minimumAttendance
        self.validity = validity
    }
}

/// A programme as a list shows it (事業一覧).
public struct ProgrammeEntry: Sendable, Equatable {
    /// Its rules.
    public let programme: ProgrammeRules
    /// Its English name.
    public let englishName: String
    /// The group whose targets it helps to meet.
    public let targetGroup: String
    /// Who may ask, and who may lecture.
    public let admission: ProgrammeAdmission
    /// What the group aims at and has held, year by year.
    public let targets: [TargetEntry]

    /// A value with these parts.
    public init(
        programme: ProgrammeRules,
        englishName: String,
        targetGroup: String,
        admission: ProgrammeAdmission,
        targets: [TargetEntry]
    ) {
        self.programme = programme
        self.englishName = englishName
        self.targetGroup = targetGroup
        self.admission = admission
        self.targets = targets
    }
}

/// What a group of programmes aims at, or has held, in a year.
public struct TargetEntry: Sendable, Equatable {
    /// The fiscal year.
    public let year: FiscalYear
    /// What is aimed at.
    public let target: Int?
    /// What was held, as the body counts it.
    public let held: Int?
    /// How many came.
    public let attendance: Int?
    /// What is counted: `lectures`, `places`, `seminars`, `companies`.
    public let unit: String

    /// A value with these parts.
    public init(
        year: FiscalYear,
        target: Int?,
        held: Int?,
        attendance: Int?,
        unit: String
    ) {
        self.year = year
        self.target = target
        self.held = held
        self.attendance = attendance
        self.unit = unit
    }
}
