/// A mail as the log shows it.
public struct MailEntry: Hashable, Sendable {
    /// Its key.
    public let id: OutboxMessage.ID
    /// Its template: `offer_sent`.
    public let kind: String
    /// Where it stands.
    public let state: MailState
    /// The address that it goes or went to.
    public let recipient: EmailAddress
    /// The recipient's name.
    public let recipientName: String
    /// What it is about, `ofr-17`.
    public let subject: String
    /// The request that it belongs to.
    public let request: LectureRequest.ID?
    /// The presenter who is asked, bound or let go.
    public let presenter: Presenter.ID?
    /// By what copies of it are known, without angle brackets.
    public let messageID: String
    /// How often it was tried.
    public let attempts: Int
    /// When it was put in.
    public let queuedAt: Instant
    /// When it is tried next; nil unless it waits.
    public let dueAt: Instant?
    /// When it was handed over.
    public let sentAt: Instant?
    /// What the last failed try said.
    public let lastError: String?
    /// Why it was not sent.
    public let overtaken: MailOvertaken?
    /// Whether mails to the address come back.
    public let isBounced: Bool

    /// A value with these parts.
    public init(
        id: OutboxMessage.ID,
        kind: String,
        state: MailState,
        recipient: EmailAddress,
        recipientName: String,
        subject: String,
        request: LectureRequest.ID?,
        presenter: Presenter.ID?,
        messageID: String,
        attempts: Int,
        queuedAt: Instant,
        dueAt: Instant?,
        sentAt: Instant?,
        lastError: String?,
        overtaken: MailOvertaken?,
        isBounced: Bool
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.recipient = recipient
        self.recipientName = recipientName
        self.subject = subject
        self.request = request
        self.presenter = presenter
        self.messageID = messageID
        self.attempts = attempts
        self.queuedAt = queuedAt
        self.dueAt = dueAt
        self.sentAt = sentAt
        self.lastError = lastError
        self.overtaken = overtaken
        self.isBounced = isBounced
    }
}

/// Which mails are wanted; everything that is not said lets all through.
public struct MailFilter: Sendable, Equatable {
    /// Only those that stand so.
    public var states: Set<MailState> = []
    /// Only those of this request.
    public var request: LectureRequest.ID?
    /// Only those to or about this presenter.
    public var presenter: Presenter.ID?
    /// Only those that bring this announcement.
    public var announcement: Announcement.ID?
    /// Only those to this address, in any case of letters.
    public var recipient: EmailAddress?
    /// Whether those that were put in last stand first; else the oldest do.
    public var isNewestFirst = false

    /// Lets all through.
    public init() {}
}
