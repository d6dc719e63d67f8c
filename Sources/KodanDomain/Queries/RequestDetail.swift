/// A request with everything that its readers may know.
public struct RequestDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: RequestSummary
    /// Whom to ask; nil for a presenter who is asked and not bound.
    public let contact: Contact?
    /// What it is for.
    public let purpose: String
    /// Who comes.
    public let audience: String
    /// Whether everybody may come.
    public let isOpenToPublic: Bool
    /// Where it is held; nil online.
    public let venue: Venue?
    /// How far the presenter should master the topic.
    public let requiredLevel: Int
    /// What the room has.
    public let equipment: String
    /// What the host arranges around it; without people where there is no ``contact``.
    public let arrangements: Arrangements
    /// How many printed sets are wished.
    public let printedCopies: Int
    /// Whom the host would like best.
    public let preferredPresenter: Presenter.ID?
    /// Whom the host does not want, as far as the reader may know.
    public let excludedPresenters: [RequestExclusion]
    /// Why it stands where it stands, where that wants a reason.
    public let reason: String?
    /// Who called it off.
    public let cancelledBy: Side?
    /// How many days before the lecture it was called off.
    public let noticeDays: Int?
    /// The wished times of the round that counts, the best first.
    public let slots: [WishedSlot]
    /// The newest assignment that the reader may see.
    public let assignment: AssignmentSummary?
    /// What happened to it, oldest first.
    public let timeline: [TimelineEvent]

    /// A value with these parts.
    public init(
        summary: RequestSummary,
        contact: Contact?,
        purpose: String,
        audience: String,
        isOpenToPublic: Bool,
        venue: Venue?,
        requiredLevel: Int,
        equipment: String,
        arrangements: Arrangements,
        printedCopies: Int,
        preferredPresenter: Presenter.ID?,
        excludedPresenters: [RequestExclusion],
        reason: String?,
        cancelledBy: Side?,
        noticeDays: Int?,
        slots: [WishedSlot],
        assignment: AssignmentSummary?,
        timeline: [TimelineEvent]
    ) {
        self.summary = summary
        self.contact = contact
        self.purpose = purpose
        self.audience = audience
        self.isOpenToPublic = isOpenToPublic
        self.venue = venue
        self.requiredLevel = requiredLevel
        self.equipment = equipment
        self.arrangements = arrangements
        self.printedCopies = printedCopies
        self.preferredPresenter = preferredPresenter
        self.excludedPresenters = excludedPresenters
        self.reason = reason
        self.cancelledBy = cancelledBy
        self.noticeDays = noticeDays
        self.slots = slots
        self.assignment = assignment
        self.timeline = timeline
    }
}

/// A wished time (希望日時).
public struct WishedSlot: Hashable, Sendable {
    /// Its key.
    public let id: Slot.ID
    /// 1 for the time liked best.
    public let ordinal: Int
    /// The time.
    public let during: TimeRange

    /// A value with these parts.
    public init(
        id: Slot.ID,
        ordinal: Int,
        during: TimeRange
    ) {
        self.id = id
        self.ordinal = ordinal
        self.during = during
    }
}

/// One step of a request, as the record has it.
public struct TimelineEvent: Hashable, Sendable {
    /// When.
    public let at: Instant
    /// What happened: `request.approved`.
    public let action: String
    /// As what somebody acted.
    public let role: Role
    /// For whom they acted; nil for readers outside the body.
    public let onBehalfOf: String?
    /// Why.
    public let reason: String?

    /// A value with these parts.
    public init(
        at: Instant,
        action: String,
        role: Role,
        onBehalfOf: String?,
        reason: String?
    ) {
        self.at = at
        self.action = action
        self.role = role
        self.onBehalfOf = onBehalfOf
        self.reason = reason
    }
}
