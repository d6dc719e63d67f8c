/// The key of what stands out before money goes out (確認事項), `fnd-1`.
public enum Finding: Keyed {
    /// `fnd`.
    public static var keyPrefix: String { "fnd" }
}

/// Whether a finding keeps its honoraria out of payments.
public enum FindingSeverity: String, Sendable, CaseIterable {
    /// Nothing is paid until it is cleared or gone.
    case blocks
    /// Somebody should look at it.
    case warns
}

/// Where a finding stands.
public enum FindingState: String, Sendable, CaseIterable {
    /// It waits for somebody.
    case open
    /// A person looked at it and gave a reason; it does not come back for the same cause.
    case cleared
    /// Its cause is gone, or there is nothing left to pay.
    case gone
}

/// What may stand out.
public enum FindingKind: String, Sendable, CaseIterable {
    /// Report and confirmation differ by more than ``minutesThatMayDiffer``; the smaller counts.
    case hoursDiffer = "hours_differ"
    /// The same journey of the same day is claimed for two lectures of one presenter.
    case claimOverlaps = "claim_overlaps"
    /// The way between two lectures of one presenter takes longer than there was between them.
    case travelImpossible = "travel_impossible"
    /// A self-hosted lecture looks like one that was also dispatched.
    case lectureTwice = "lecture_twice"
    /// The same person is paid to two accounts.
    case secondAccount = "second_account"
    /// Two payees who are not the same person are paid to one account.
    case sameAccount = "same_account"
    /// Something is to be sent to the payee of a presenter who has died: it is their heirs' by now.
    case payeeDeceased = "payee_deceased"
    /// A correction gave a net promise to another payee without turning it into their gross amount.
    case promiseUnkept = "promise_unkept"
    /// A claim lacks the evidence that its rule wants.
    case evidenceMissing = "evidence_missing"
    /// A night costs more than its limit.
    case overLimit = "over_limit"
    /// The fee was declined, but money for travel is claimed: accounting decides.
    case feeDeclined = "fee_declined"
    /// Travel is claimed for a lecture that was not given, and waits for its settlement.
    case travelUnsettled = "travel_unsettled"
    /// The lecture was long ago and is not paid (payment within 60 days, act of 2024-11-01 on freelancers).
    case paymentLate = "payment_late"
    /// A person holds back what is owed to the payee; no check finds it or ends it.
    case held

    /// The minutes by which two people who looked at two clocks may differ.
    public static let minutesThatMayDiffer = 15

    /// How severe it is; being late warns first and blocks later.
    public var severities: Set<FindingSeverity> {
        switch self {
        case .hoursDiffer, .secondAccount, .promiseUnkept, .travelUnsettled: [.warns]
        case .claimOverlaps, .travelImpossible, .lectureTwice, .sameAccount, .payeeDeceased, .evidenceMissing,
            .overLimit, .feeDeclined, .held:
            [.blocks]
        case .paymentLate: [.warns, .blocks]
        }
    }
}

/// What a finding is about.
public enum FindingSubject: Hashable, Sendable {
    /// One lecture.
    case lecture(Assignment.ID)
    /// Whom the body pays.
    case payee(Payee.ID)
}

/// What stands out, before a row exists.
public struct FoundCause: Hashable, Sendable {
    /// Which check found it.
    public let kind: FindingKind
    /// How severe.
    public let severity: FindingSeverity
    /// About what.
    public let subject: FindingSubject
    /// The key of the other one that it is about: `asg-9`, `pye-4`, `leg-3`; empty where there is none.
    public let other: String

    /// A cause.
    public init(
        _ kind: FindingKind,
        _ severity: FindingSeverity,
        _ subject: FindingSubject,
        other: String = ""
    ) {
        precondition(kind.severities.contains(severity), "a kind has its severity")
        self.kind = kind
        self.severity = severity
        self.subject = subject
        self.other = other
    }
}

/// A finding as its readers see it.
public struct FindingEntry: Hashable, Sendable {
    /// Its key.
    public let id: Finding.ID
    /// What stands out.
    public let cause: FoundCause
    /// Where it stands.
    public let state: FindingState
    /// When it was found first.
    public let foundAt: Instant
    /// When it was cleared, or its cause was gone.
    public let endedAt: Instant?
    /// Who cleared it.
    public let clearedBy: User.ID?
    /// Why.
    public let reason: String?
    /// The lecture's title or the payee's name; nil for what the reader may not see.
    public let subjectName: String?
    /// The name of who cleared it.
    public let clearedByName: String?
    /// Why a person holds the payee's money back; nil for what a check found.
    public let note: String?

    /// A value with these parts.
    public init(
        id: Finding.ID,
        cause: FoundCause,
        state: FindingState,
        foundAt: Instant,
        endedAt: Instant?,
        clearedBy: User.ID?,
        reason: String?,
        subjectName: String? = nil,
        clearedByName: String? = nil,
        note: String? = nil
    ) {
        self.note = note
        self.subjectName = subjectName
        self.clearedByName = clearedByName
        self.id = id
        self.cause = cause
        self.state = state
        self.foundAt = foundAt
        self.endedAt = endedAt
        self.clearedBy = clearedBy
        self.reason = reason
    }
}

/// After how many days without a payment a lecture stands out.
public struct LatenessRule: Hashable, Sendable {
    /// From so many days after the lecture on it warns.
    public let warnsDays: Int
    /// From so many on it blocks.
    public let blocksDays: Int

    /// Days of a rule; nil unless it warns before it blocks.
    public init?(warnsDays: Int, blocksDays: Int) {
        guard warnsDays > 0, warnsDays < blocksDays else { return nil }
        self.warnsDays = warnsDays
        self.blocksDays = blocksDays
    }

    private init() {
        warnsDays = 45
        blocksDays = 60
    }

    /// 45 and 60 days.
    public static let standard = LatenessRule()

    /// What a lecture without a payment is after so many days; nil if it is not late.
    public func severity(afterDays days: Int) -> FindingSeverity? {
        days >= blocksDays ? .blocks : days >= warnsDays ? .warns : nil
    }
}
