/// A mail that came back, as the desk sees it.
public struct BounceEntry: Hashable, Sendable {
    /// Its key.
    public let id: MailBounce.ID
    /// The mail, if it is known which.
    public let mail: OutboxMessage.ID?
    /// The address.
    public let address: EmailAddress
    /// Whether the address takes no mail at all.
    public let isHard: Bool
    /// The status of RFC 3463, `5.1.1`.
    public let status: String?
    /// In the words of the report, or of whoever recorded it.
    public let words: String
    /// When it was recorded.
    public let recordedAt: Instant
    /// When somebody said that the address may be written to again.
    public let clearedAt: Instant?
    /// The presenters with this address.
    public let presenters: [Presenter.ID]
    /// The organizations with this address.
    public let organizations: [Organization.ID]

    /// A value with these parts.
    public init(
        id: MailBounce.ID,
        mail: OutboxMessage.ID?,
        address: EmailAddress,
        isHard: Bool,
        status: String?,
        words: String,
        recordedAt: Instant,
        clearedAt: Instant?,
        presenters: [Presenter.ID],
        organizations: [Organization.ID]
    ) {
        self.id = id
        self.mail = mail
        self.address = address
        self.isHard = isHard
        self.status = status
        self.words = words
        self.recordedAt = recordedAt
        self.clearedAt = clearedAt
        self.presenters = presenters
        self.organizations = organizations
    }
}

/// What is told of a mail that came back.
public struct BounceDraft: Hashable, Sendable {
    /// The longest words.
    public static let wordsLimit = 500

    /// Whether the address takes no mail at all: there is no such recipient; else it is full, or away.
    public let isHard: Bool
    /// The status of RFC 3463.
    public let status: String?
    /// In whose words; at least one.
    public let words: String

    /// Throws ``FieldRefused`` for words that are empty, too long or hold controls.
    public init(isHard: Bool, status: String? = nil, words: String) throws(FieldRefused) {
        self.isHard = isHard
        self.status = status
        self.words = try words.plainText(.reason, atMost: BounceDraft.wordsLimit)
    }
}

/// The address of a private calendar, without the secret in it.
public struct CalendarFeedEntry: Hashable, Sendable {
    /// Its key.
    public let id: CalendarFeed.ID
    /// When it was given out.
    public let createdAt: Instant
    /// When it was revoked, also by a newer one.
    public let revokedAt: Instant?

    /// A value with these parts.
    public init(id: CalendarFeed.ID, createdAt: Instant, revokedAt: Instant?) {
        self.id = id
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

/// Whose calendar a feed is.
public enum CalendarOwner: Hashable, Sendable, CustomStringConvertible {
    /// A presenter's own lectures.
    case presenter(Presenter.ID)
    /// The lectures at an organization.
    case organization(Organization.ID)

    /// The key.
    public var description: String {
        switch self {
        case .presenter(let id): id.description
        case .organization(let id): id.description
        }
    }
}
