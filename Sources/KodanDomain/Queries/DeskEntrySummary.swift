/// What waits for a coordinator (要対応).
public enum DeskKind: String, Sendable, CaseIterable {
    /// Everybody who could come was asked, or nobody can: no presenter is found (候補者なし).
    case nobodyLeft = "nobody_left"
    /// Some days before the lecture a side has not confirmed again (再確認未回答).
    case reconfirmationMissing = "reconfirmation_missing"
    /// The presenter has not reported in spite of reminders (実施報告未提出).
    case reportMissing = "report_missing"
    /// The host has not confirmed in spite of reminders (開催確認未提出).
    case confirmationMissing = "confirmation_missing"
    /// Materials should have left by now (発送遅れ).
    case packLate = "pack_late"
    /// The lecture is off, and copies that were sent should come back (返却待ち).
    case returnExpected = "return_expected"
    /// A change of date or venue waits for a side's answer (変更の確認待ち).
    case changeOpen = "change_open"
    /// A side said no to a change, and the lecture cannot be held as it was: to be decided (変更の辞退).
    case changeRefused = "change_refused"
    /// Since the lecture ahead was agreed its presenter has come to belong to its host, or to be kept apart from it: to
    /// be decided (講師と団体の関係).
    case hostBarred = "host_barred"

    /// Those that clerks deal with, beside coordinators.
    public static let ofMaterials: Set<DeskKind> = [.packLate, .returnExpected]
}

/// An entry of the desk as its list shows it.
public struct DeskEntrySummary: Hashable, Sendable {
    /// The entry.
    public let id: DeskEntry.ID
    /// What it is about.
    public let kind: DeskKind
    /// The request.
    public let request: LectureRequest.ID
    /// What the lecture is called.
    public let title: String
    /// The assignment, where it is about one.
    public let assignment: Assignment.ID?
    /// What was tried, as codes: `declined 3 (too_far 1, no_time 2), expired 1`.
    public let tried: String
    /// Since when it waits.
    public let openedAt: Instant
    /// When it was closed, or settled itself.
    public let closedAt: Instant?
    /// Why it was closed; nil where it settled itself.
    public let reason: String?

    /// A value with these parts.
    public init(
        id: DeskEntry.ID,
        kind: DeskKind,
        request: LectureRequest.ID,
        title: String,
        assignment: Assignment.ID?,
        tried: String,
        openedAt: Instant,
        closedAt: Instant?,
        reason: String?
    ) {
        self.id = id
        self.kind = kind
        self.request = request
        self.title = title
        self.assignment = assignment
        self.tried = tried
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.reason = reason
    }
}

/// Which entries of the desk are wanted; what is left out does not limit.
public struct DeskFilter: Sendable, Equatable {
    /// Of these kinds; of any, where there are none.
    public var kinds: Set<DeskKind> = []
    /// Of this request.
    public var request: LectureRequest.ID?
    /// Closed ones too.
    public var includesClosed = false

    /// All that wait.
    public init() {}
}
