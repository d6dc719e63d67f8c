public import KodanDomain

/// A mail to one person, of parts that cannot break out of their headers: a text, and richer alternatives to it.
public struct Mail: Hashable, Sendable {
    /// Who writes.
    public let from: Mailbox
    /// To whom.
    public let to: Mailbox
    /// What it is about, one line.
    public let subject: String
    /// By what two copies are known as the same mail.
    public let messageID: MessageID
    /// When it was written.
    public let date: Instant
    /// What it says; lines end in `\n`.
    public let body: String
    /// The same as a page; nil for plain text alone.
    public let html: String?
    /// What a calendar takes from it.
    public let calendar: MailCalendar?
    /// Where a POST ends mails of this kind (RFC 8058); nil for those that are the body's duty.
    public let unsubscribe: String?

    /// A mail.
    ///
    /// Throws ``MailRefused``.
    public init(
        from: Mailbox,
        to: Mailbox,
        subject: String,
        messageID: MessageID,
        date: Instant,
        body: String,
        html: String? = nil,
        calendar: MailCalendar? = nil,
        unsubscribe: String? = nil
    ) throws(MailRefused) {
        guard (1...500).contains(subject.count), !subject.holdsControls() else { throw .subject }
        let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let text = lines.joined(separator: "\n")
        guard text.count <= 100_000, !text.holdsControls(except: ["\n", "\t"]) else { throw .body }
        if let html {
            guard html.count <= 500_000, !html.holdsControls(except: ["\n", "\t"]) else { throw .body }
        }
        if let unsubscribe {
            let isLink =
                unsubscribe.hasPrefix("http") && unsubscribe.utf8.count <= 500
                && unsubscribe.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
            guard isLink else { throw .unsubscribe }
        }
        self.from = from
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.body = text
        self.html = html
        self.calendar = calendar
        self.unsubscribe = unsubscribe
    }
}

/// What a calendar takes from a mail.
public struct MailCalendar: Hashable, Sendable {
    /// What the calendar does with it.
    public let method: CalendarMethod
    /// The entry in RFC 5545, lines ending in `\n`.
    public let text: String

    /// The mail's part for `event`, sent by `organizer` at `now`.
    public init(
        _ method: CalendarMethod,
        _ event: CalendarEvent,
        to attendee: Mailbox,
        from organizer: Mailbox,
        at now: Instant
    ) {
        self.method = method
        let calendar = CalendarText(
            method: method,
            events: [event],
            organizer: organizer,
            attendee: attendee,
            at: now
        )
        text = calendar.lines.joined(separator: "\n")
    }
}

/// A person's or an office's address with its name.
public struct Mailbox: Hashable, Sendable {
    /// As the reader sees it; may be empty.
    public let name: String
    /// The address.
    public let address: EmailAddress

    /// A mailbox.
    ///
    /// Throws ``MailRefused/name``.
    public init(name: String, address: EmailAddress) throws(MailRefused) {
        guard name.count <= 200, !name.holdsControls() else { throw .name }
        self.name = name
        self.address = address
    }
}

/// What tells mails apart, `msg-17.req-1042@kodan`, without angle brackets.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
    /// The text: also a file's name that no folder can hide in.
    public let text: String

    /// A Message-ID.
    ///
    /// Throws ``MailRefused/messageID``.
    public init(_ text: String) throws(MailRefused) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 200, parts.count == 2, parts.allSatisfy(MessageID.isDotAtom) else {
            throw .messageID
        }
        self.text = text
    }

    /// The text.
    public var description: String { text }

    private static func isDotAtom(_ part: Substring) -> Bool {
        part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty
                && atom.utf8.allSatisfy { byte in
                    byte == 0x2D || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                }
        }
    }
}
