internal import Foundation
public import KodanDomain

/// A program such as msmtp or postfix's sendmail that takes a mail on its standard input.
///
/// It is given `-i -f SENDER -- RECIPIENT` behind its own words, without a shell: no address is ever read as an option
/// or a command. Keys and addresses of databases stay out of its environment.
public struct MailCommand: Sendable {
    private let words: [String]
    private let envelopeSender: EmailAddress
    private let limit: Duration

    /// The command that `text` names: an absolute path and words, apart by blanks; quotes mean nothing.
    ///
    /// Bounces go to `envelopeSender`. After `limit` a program that has not ended is killed with its children. Nil
    /// unless the path is absolute.
    public init?(_ text: String, envelopeSender: EmailAddress, limit: Duration = .seconds(60)) {
        let words = text.split(whereSeparator: \.isWhitespace).map { String($0) }
        guard let program = words.first, program.hasPrefix("/") else { return nil }
        self.words = words
        self.envelopeSender = envelopeSender
        self.limit = limit
    }

    /// The command as a transport.
    public var transport: MailTransport {
        MailTransport { mail in try await deliver(mail) }
    }

    /// Hands one mail to the program and waits for its end, on a thread of its own.
    ///
    /// Throws ``MailUndelivered``.
    public func deliver(_ mail: Mail) async throws {
        let program = ChildProgram(
            words: words + ["-i", "-f", envelopeSender.text, "--", mail.to.address.text]
        )
        let ending = await withCheckedContinuation { continuation in
            Thread.detachNewThread { [limit] in
                continuation.resume(returning: program.run(input: mail.bytes, limit: limit))
            }
        }
        if let failure = MailCommand.failure(ending) { throw failure }
    }

    /// What an ending means for the mail; nil if it was taken.
    ///
    /// Statuses are those of `sysexits.h`. EX_UNAVAILABLE stands for many things; a reply of the server that is told
    /// beside it decides (msmtp says `server message: 550 …`).
    static func failure(_ ending: ChildProgram.Ending) -> MailUndelivered? {
        let words: String
        switch ending {
        case .notStarted(let number):
            return .down("the program does not start: \(unsafe String(cString: strerror(number)))")
        case .killed(let complaint):
            return .down("no end in time" + (complaint.isEmpty ? "" : ": \(complaint)"))
        case .ended(0, _): return nil
        case .ended(let status, let complaint):
            words = complaint.isEmpty ? "status \(status)" : "status \(status): \(complaint)"
            switch (status, replyClass(of: complaint)) {
            case (_, 4): return .putOff(words)
            case (EX_NOUSER, _), (EX_DATAERR, _), (EX_NOHOST, _): return .refused(words)
            case (EX_UNAVAILABLE, 5): return .refused(words)
            default: return .down(words)
            }
        }
    }

    /// The first digit of the first SMTP reply that is told, 4 or 5; nil if none is.
    ///
    /// A reply stands at the beginning or behind a colon: `server message: 452 4.2.2 mailbox full`.
    private static func replyClass(of complaint: String) -> Int? {
        guard let match = complaint.firstMatch(of: /(?:^|: )([45])[0-9]{2}[ \-]/) else { return nil }
        return Int(match.output.1)
    }
}
