public import KodanDomain

/// A mail of plain text to one person, of parts that cannot break out of their headers.
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

    /// A mail.
    ///
    /// Throws ``MailRefused``.
    public init(
        from: Mailbox,
        to: Mailbox,
        subject: String,
        messageID: MessageID,
        date: Instant,
        body: String
    ) throws(MailRefused) {
        guard (1...500).contains(subject.count), !subject.holdsControls() else { throw .subject }
        let lines = body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let text = lines.joined(separator: "\n")
        guard text.count <= 100_000, !text.holdsControls(except: ["\n", "\t"]) else { throw .body }
        self.from = from
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.body = text
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
