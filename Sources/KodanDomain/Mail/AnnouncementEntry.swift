/// How many of those for whom an announcement is get it.
public struct AnnouncementReach: Hashable, Sendable {
    /// So many get a mail.
    public let recipients: Int
    /// So many are not active (登録中), and get none.
    public let notActive: Int
    /// So many are active, but mails to their address come back.
    public let unreachable: Int

    /// A value with these parts.
    public init(recipients: Int, notActive: Int, unreachable: Int) {
        self.recipients = recipients
        self.notActive = notActive
        self.unreachable = unreachable
    }
}

/// What has become of an announcement's mails; those that were forgotten with the names are none any more.
public struct AnnouncementProgress: Hashable, Sendable {
    /// So many wait to be sent.
    public let waiting: Int
    /// So many were handed over.
    public let sent: Int
    /// So many were given up, or came back.
    public let failed: Int
    /// So many were not sent, for the presenter was not active any more.
    public let overtaken: Int

    /// A value with these parts.
    public init(waiting: Int = 0, sent: Int = 0, failed: Int = 0, overtaken: Int = 0) {
        self.waiting = waiting
        self.sent = sent
        self.failed = failed
        self.overtaken = overtaken
    }

    /// How many mails there are.
    public var mails: Int { waiting + sent + failed + overtaken }
}

/// An announcement as it was sent.
public struct AnnouncementEntry: Hashable, Sendable {
    /// Its key.
    public let id: Announcement.ID
    /// What stands above it.
    public let subject: String
    /// What it says.
    public let text: String
    /// Whom it was for.
    public let audience: AnnouncementAudience
    /// Who wrote it.
    public let writer: User.ID
    /// Their name; nil where the reader may not know it.
    public let writerName: String?
    /// When its mails were put in the outbox.
    public let sentAt: Instant
    /// To how many.
    public let reach: AnnouncementReach
    /// What has become of its mails.
    public var progress = AnnouncementProgress()

    /// A value with these parts.
    public init(
        id: Announcement.ID,
        subject: String,
        text: String,
        audience: AnnouncementAudience,
        writer: User.ID,
        writerName: String?,
        sentAt: Instant,
        reach: AnnouncementReach
    ) {
        self.id = id
        self.subject = subject
        self.text = text
        self.audience = audience
        self.writer = writer
        self.writerName = writerName
        self.sentAt = sentAt
        self.reach = reach
    }
}
