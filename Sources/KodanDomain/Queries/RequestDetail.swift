/// A request with everything that its readers may know.
public struct RequestDetail: Hashable, Sendable {
    /// What the list shows.
    public let summary: RequestSummary
    /// What its programme is called in Japanese.
    public let programmeName: String
    /// What its topic is called in Japanese.
    public let topicName: String
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
    /// How many days before the lecture it was called off, or before the first wished time that lay ahead where nobody
    /// was bound; nil where none did.
    public let noticeDays: Int?
    /// The wished times of the round that counts, the best first.
    public let slots: [WishedSlot]
    /// The newest assignment that the reader may see.
    public let assignment: AssignmentSummary?

    /// A value with these parts.
    public init(
        summary: RequestSummary,
        programmeName: String,
        topicName: String,
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
        assignment: AssignmentSummary?
    ) {
        self.summary = summary
        self.programmeName = programmeName
        self.topicName = topicName
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
