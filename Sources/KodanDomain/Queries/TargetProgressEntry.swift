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
