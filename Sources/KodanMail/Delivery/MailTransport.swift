/// Takes mails away: to a folder, to a server.
///
/// The same mail, told by its Message-ID, may come more than once.
public struct MailTransport: Sendable {
    /// Takes one mail, or throws ``MailUndelivered``; after any other error the mail is tried again later too.
    public let deliver: @Sendable (Mail) async throws -> Void

    /// A transport.
    public init(deliver: @escaping @Sendable (Mail) async throws -> Void) {
        self.deliver = deliver
    }
}

/// Why a mail was not taken, and what that means for it and for the others; each with the words of who said so.
public enum MailUndelivered: Error, Equatable, CustomStringConvertible {
    /// It will never be taken: there is no such recipient, or the text is refused (5xx).
    case refused(String)
    /// It may be taken later: a full mailbox, a server that greets strangers late (4xx).
    case putOff(String)
    /// Nothing is taken at present: no server, no answer, no program, no room.
    case down(String)

    /// The words.
    public var description: String {
        switch self {
        case .refused(let words), .putOff(let words), .down(let words): words
        }
    }
}
