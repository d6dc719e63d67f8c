import KodanDomain
public import KodanMail
import KodanStore
import Postgres

/// What became of the mails that were due.
public struct DrainOutcome: Sendable, Equatable {
    /// So many were handed over.
    public var sent: Int
    /// So many tries failed; their mails are tried again later.
    public var putOff: Int
    /// So many mails failed for the last time and wait for a person.
    public var dead: Int

    /// An outcome.
    public init(sent: Int = 0, putOff: Int = 0, dead: Int = 0) {
        self.sent = sent
        self.putOff = putOff
        self.dead = dead
    }
}

/// Mails that are due are written and handed over, by the worker.
public struct DrainOutbox: Sendable {
    /// After so many failed tries a mail is dead.
    public static let mostTries = 10

    private let office: Office
    private let templates: MailTemplates
    private let transport: MailTransport
    private let sender: Mailbox
    private let publicAddress: String
    private let batchSize: Int

    /// Works in `office`; `sender` stands in From and signs, links begin with `publicAddress`, and `batchSize` mails go
    /// in one transaction.
    public init(
        office: Office,
        templates: MailTemplates,
        transport: MailTransport,
        sender: Mailbox,
        publicAddress: String = "http://127.0.0.1:8080",
        batchSize: Int = 20
    ) {
        precondition(batchSize > 0, "a batch holds something")
        self.office = office
        self.templates = templates
        self.transport = transport
        self.sender = sender
        self.publicAddress = publicAddress
        self.batchSize = batchSize
    }

    /// Hands over everything that is due.
    ///
    /// A mail is handed over at least once and keeps its Message-ID: if the process ends between handing over and
    /// marking, it goes again. A mail that fails is tried again after 1, 2, 4, … minutes, 12 hours at most; it
    /// keeps no other back. Mails that another process has in hand are passed over.
    public func callAsFunction() async throws -> DrainOutcome {
        var outcome = DrainOutcome()
        while true {
            let batch = try await office.transaction(as: .system) { desk in try drain(desk) }
            outcome.sent += batch.sent
            outcome.putOff += batch.putOff
            outcome.dead += batch.dead
            guard batch != DrainOutcome() else { return outcome }
        }
    }

    private func drain(_ desk: Desk) throws -> DrainOutcome {
        let outbox = OutboxStore(desk.session)
        var outcome = DrainOutcome()
        var sent: [OutboxMessage.ID] = []
        for message in try outbox.claim(limit: batchSize, at: desk.now) {
            do {
                try transport.deliver(try mail(message))
                sent.append(message.id)
            } catch {
                let isLast = message.attempts + 1 >= DrainOutbox.mostTries
                try outbox.markFailed(
                    message.id,
                    because: "\(error)",
                    retryAt: desk.now.adding(minutes: min(720, 1 << min(message.attempts, 10))),
                    deadAfter: DrainOutbox.mostTries
                )
                if isLast { try desk.record("mail.dead", message.id) }
                outcome.putOff += isLast ? 0 : 1
                outcome.dead += isLast ? 1 : 0
            }
        }
        if !sent.isEmpty { try outbox.markSent(sent, at: desk.now) }
        outcome.sent = sent.count
        return outcome
    }

    /// The mail as it was when its change was made: every try has the same bytes.
    private func mail(_ message: DueMessage) throws -> Mail {
        let entry = message.entry
        let news = MailNews(
            kind: entry.kind,
            name: entry.recipientName,
            key: entry.subject,
            values: values(of: entry)
        )
        let wording = try templates.wording(of: news, by: sender.name)
        return try Mail(
            from: sender,
            to: Mailbox(name: entry.recipientName, address: entry.recipient),
            subject: wording.subject,
            messageID: MessageID(message.messageID),
            date: message.queuedAt,
            body: wording.body
        )
    }

    /// The values with the link that a mail holds: sealed until now, since it opens a door.
    private func values(of entry: OutboxEntry) -> [String: String] {
        guard let sealed = entry.values["sealed_link"], let secret = office.vault.openLink(sealed) else {
            return entry.values
        }
        let page =
            switch entry.kind {
            case "password_link": "password"
            case "offer_sent": "offers/\(entry.subject)"
            default: "sign-in"
            }
        var values = entry.values
        values["link"] = "\(publicAddress)/\(page)?link=\(secret)"
        return values
    }
}
