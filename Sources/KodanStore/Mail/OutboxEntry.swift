public import KodanDomain
import Postgres

/// Whose address counts when a mail is sent.
public enum MailAddressee: Sendable, Equatable {
    /// The one that it was given, whatever becomes of the person: an old address that hears of a change.
    case fixed
    /// The presenter's own at that moment.
    case presenter(Presenter.ID)
    /// That of the request's contact at that moment.
    case contact
    /// That of the office of the organization that stands by the request at that moment, where nobody signs in: the
    /// mail holds the link of the request's page.
    case organization

    var name: String {
        switch self {
        case .fixed: "fixed"
        case .presenter: "presenter"
        case .contact: "contact"
        case .organization: "organization"
        }
    }

    var presenter: Presenter.ID? {
        if case .presenter(let id) = self { id } else { nil }
    }
}

/// A mail that waits to be written and sent.
public struct OutboxEntry: Sendable, Equatable {
    /// Its template: `offer_sent`.
    public let kind: String
    /// To whom, as far as known when it is put in.
    public let recipient: EmailAddress
    /// The recipient's name as the greeting has it.
    public let recipientName: String
    /// What it is about, `ofr-17`.
    public let subject: String
    /// What the template's placeholders stand for, as far as known when it is put in.
    public let values: [String: String]
    /// Whose address counts when it is sent.
    public var addressee = MailAddressee.fixed
    /// The request that it belongs to.
    public var request: LectureRequest.ID?
    /// The assignment that it tells of, where that is not its subject.
    public var assignment: Assignment.ID?

    /// A mail to a fixed address.
    public init(
        _ kind: String,
        to recipient: EmailAddress,
        name: String,
        about subject: String,
        values: [String: String] = [:]
    ) {
        self.kind = kind
        self.recipient = recipient
        recipientName = name
        self.subject = subject
        self.values = values
    }

    var offer: Offer.ID? { Offer.ID(subject) }
    var change: LectureChange.ID? { LectureChange.ID(subject) }
    var toldAssignment: Assignment.ID? { assignment ?? Assignment.ID(subject) }
}

/// A mail that a worker has in hand.
public struct ClaimedMail: Sendable, Equatable {
    /// Its key.
    public let id: OutboxMessage.ID
    /// Its template.
    public let kind: String
    /// What it is about.
    public let subject: String
    /// What the placeholders stood for when it was put in.
    public let values: [String: String]
    /// The stable Message-ID, without angle brackets.
    public let messageID: String
    /// When it was put in the outbox.
    public let queuedAt: Instant
    /// From when its age counts.
    public let triedFrom: Instant
    /// How often it was tried.
    public let attempts: Int
    /// Which claim this is: an older one changes nothing any more.
    public let lease: Int

    init(row: Row) throws(PostgresError) {
        id = try row.value("id")
        kind = try row.value("kind")
        subject = try row.value("subject")
        let names: [String] = try row.value("names")
        let texts: [String] = try row.value("texts")
        values = Dictionary(zip(names, texts), uniquingKeysWith: { first, _ in first })
        messageID = try row.value("message_id")
        queuedAt = try row.value("queued_at")
        triedFrom = try row.value("tried_from")
        attempts = try row.value("attempts")
        lease = try row.value("lease")
    }
}

/// A try that failed.
public struct FailedTry: Sendable, Equatable {
    /// The mail, as it was claimed.
    public let mail: ClaimedMail
    /// In whose words.
    public let words: String
    /// When it is tried again; nil: it is dead and waits for a person.
    public let retryAt: Instant?

    /// A failure.
    public init(_ mail: ClaimedMail, _ words: String, retryAt: Instant?) {
        self.mail = mail
        self.words = words
        self.retryAt = retryAt
    }
}
