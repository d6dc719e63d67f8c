public import KodanDomain
public import KodanMail
import KodanStore
import Postgres

/// What became of the mails that were due.
public struct DrainOutcome: Sendable, Equatable {
    /// So many were handed over.
    public var sent: Int
    /// So many tries failed; their mails are tried again later.
    public var putOff: Int
    /// So many mails were given up and wait for a person.
    public var dead: Int
    /// So many were not sent, for what they told no longer held.
    public var overtaken: Int

    /// An outcome.
    public init(sent: Int = 0, putOff: Int = 0, dead: Int = 0, overtaken: Int = 0) {
        self.sent = sent
        self.putOff = putOff
        self.dead = dead
        self.overtaken = overtaken
    }

    /// How many mails something became of.
    public var count: Int { sent + putOff + dead + overtaken }
}

/// Mails that are due are written and handed over, by the worker.
public struct DrainOutbox: Sendable {
    /// For so many days a mail is tried that is put off again and again.
    public static let mostDays = 5
    /// So many tries are the most.
    public static let mostTries = 60
    /// The longest wait between two tries, in minutes.
    public static let longestWait = 240
    /// For so many minutes a worker has mails in hand; if it dies, they are due again after that.
    public static let leaseMinutes = 30
    /// After so many minutes the rest of a batch is given back, well before its lease ends.
    static let patienceMinutes = 10
    /// After so many mails in a row that found no server nothing more is tried in this round.
    static let mostDown = 3

    private let office: Office
    private let writer: MailWriter
    private let transport: MailTransport
    private let limits: MailDomainLimits
    private let batchSize: Int

    /// Works in `office`; `sender` stands in From and signs with its telephone number `phone`, links begin with
    /// `publicAddress`, each domain gets mails within `limits`, and `batchSize` mails are in hand at once.
    public init(
        office: Office,
        templates: MailTemplates,
        transport: MailTransport,
        sender: Mailbox,
        phone: String,
        publicAddress: String = "http://127.0.0.1:8080",
        limits: MailDomainLimits = MailDomainLimits(others: MailDomainLimits.bounds.upperBound),
        batchSize: Int = 20
    ) {
        precondition(batchSize > 0, "a batch holds something")
        self.office = office
        self.transport = transport
        self.limits = limits
        self.batchSize = batchSize
        writer = MailWriter(
            templates: templates,
            sender: sender,
            phone: phone,
            publicAddress: publicAddress,
            vault: office.vault
        )
    }

    /// Hands over everything that is due.
    ///
    /// What a mail tells is looked at again just before: it is filled with the present time, place and address, and
    /// not sent at all if it no longer holds. A mail is handed over at least once and keeps its Message-ID: if the
    /// process ends between handing over and marking, it goes again once its lease has run out. No transaction is open
    /// while a mail is handed over. A mail that is put off is tried again after 1, 2, 4, … minutes and up to a quarter
    /// more, 4 hours at most, for ``mostDays``; one that is refused for good is dead at once. While nothing is taken at
    /// all, the others wait untried. A worker that is told to end finishes the mail in hand and leaves the others,
    /// which stay due.
    public func callAsFunction() async throws -> DrainOutcome {
        var outcome = DrainOutcome()
        while true {
            guard !WorkStop.isWanted else { return outcome }
            let batch = try await office.transaction(as: .system) { desk in try take(desk) }
            outcome.overtaken += batch.overtaken
            outcome.dead += batch.dead
            if batch.mails.isEmpty {
                // A batch of mails that were overtaken, or whose domains are full, is not the last one.
                guard batch.claimed > 0 else { return outcome }
                continue
            }
            let tried = await hand(over: batch)
            try await office.transaction(as: .system) { desk in try mark(tried, desk) }
            outcome.sent += tried.sent.count
            outcome.putOff += tried.failures.count { $0.retryAt != nil }
            outcome.dead += tried.failures.count { $0.retryAt == nil }
            if !tried.untried.isEmpty { return outcome }
        }
    }

    /// Mails in hand, each with what it tells as it stands now.
    private struct Batch: Sendable {
        var mails: [(mail: ClaimedMail, facts: PresentFacts)] = []
        var claimed = 0
        var overtaken = 0
        var dead = 0
        var takenAt: Instant
    }

    /// What became of the mails of a batch.
    private struct Tried: Sendable {
        var sent: [(mail: ClaimedMail, to: EmailAddress)] = []
        var failures: [FailedTry] = []
        var untried: [ClaimedMail] = []
    }

    private func take(_ desk: Desk) throws -> Batch {
        let outbox = OutboxStore(desk.session)
        let lease = desk.now.adding(minutes: DrainOutbox.leaseMinutes)
        let claimed = try outbox.claim(limit: batchSize, at: desk.now, until: lease)
        var batch = Batch(claimed: claimed.count, takenAt: desk.now)
        guard !claimed.isEmpty else { return batch }
        let present = try MailFactsStore(desk.session).present(of: claimed.map(\.id))
        var overtaken: [(mail: ClaimedMail, because: MailOvertaken)] = []
        var failures: [FailedTry] = []
        for mail in claimed {
            guard let facts = present[mail.id] else { continue }
            if let reason = mail.overtaken(by: facts, at: desk.now) {
                overtaken.append((mail, reason))
            } else if facts.isBounced {
                failures.append(FailedTry(mail, "earlier mails to this address came back", retryAt: nil))
            } else {
                batch.mails.append((mail, facts))
            }
        }
        if !overtaken.isEmpty { try outbox.markOvertaken(overtaken) }
        if !failures.isEmpty { try giveUp(failures, outbox, desk) }
        batch.overtaken = overtaken.count
        batch.dead = failures.count
        try keepToLimits(&batch, outbox, desk)
        return batch
    }

    /// Gives mails back to whose domains too many went of late.
    private func keepToLimits(_ batch: inout Batch, _ outbox: OutboxStore, _ desk: Desk) throws {
        guard !batch.mails.isEmpty else { return }
        let wanted = Dictionary(grouping: batch.mails) { $0.facts.recipient.domain }.mapValues(\.count)
        var room = try MailDomainStore(desk.session).take(wanted, limits: limits, at: desk.now)
        var back: [ClaimedMail] = []
        batch.mails = batch.mails.filter { entry in
            guard let left = room[entry.facts.recipient.domain], left > 0 else {
                back.append(entry.mail)
                return false
            }
            room[entry.facts.recipient.domain] = left - 1
            return true
        }
        if !back.isEmpty { try outbox.release(back) }
    }

    private func hand(over batch: Batch) async -> Tried {
        var tried = Tried()
        var down = 0
        let end = batch.takenAt.adding(minutes: DrainOutbox.patienceMinutes)
        for (mail, facts) in batch.mails {
            let now = office.clock.now()
            guard down < DrainOutbox.mostDown, now < end, !WorkStop.isWanted else {
                tried.untried.append(mail)
                continue
            }
            do {
                try await transport.deliver(try writer.mail(mail, facts, at: now))
                tried.sent.append((mail, facts.recipient))
                down = 0
            } catch {
                if case MailUndelivered.down? = error as? MailUndelivered { down += 1 } else { down = 0 }
                tried.failures.append(failure(of: mail, error, at: now))
            }
        }
        return tried
    }

    /// When the mail is tried again, if ever.
    private func failure(of mail: ClaimedMail, _ error: any Error, at now: Instant) -> FailedTry {
        let isOld =
            mail.attempts + 1 >= DrainOutbox.mostTries
            || mail.triedFrom.adding(days: DrainOutbox.mostDays) <= now
        if case MailUndelivered.refused? = error as? MailUndelivered {
            return FailedTry(mail, "\(error)", retryAt: nil)
        }
        guard !isOld else { return FailedTry(mail, "\(error)", retryAt: nil) }
        let minutes = min(DrainOutbox.longestWait, 1 << min(mail.attempts, 10))
        // Up to a quarter more, so that what failed together does not come back together.
        let share = Int64(office.chance.bytes(1).first ?? 0)
        let more = Int64(minutes) * 60_000_000 / 4 * share / 255
        let retryAt = Instant(microseconds: now.adding(minutes: minutes).microseconds + more)
        return FailedTry(mail, "\(error)", retryAt: retryAt)
    }

    private func mark(_ tried: Tried, _ desk: Desk) throws {
        let outbox = OutboxStore(desk.session)
        if !tried.sent.isEmpty { try outbox.markSent(tried.sent, at: desk.now) }
        try giveUp(tried.failures, outbox, desk)
        if !tried.untried.isEmpty { try outbox.release(tried.untried) }
    }

    private func giveUp(_ failures: [FailedTry], _ outbox: OutboxStore, _ desk: Desk) throws {
        guard !failures.isEmpty else { return }
        try outbox.markFailed(failures)
        let dead = failures.filter { $0.retryAt == nil }.map(\.mail.id)
        if !dead.isEmpty { try desk.record("mail.dead", each: dead) }
    }
}

extension ClaimedMail {
    /// Why the mail is not sent any more; nil if what it tells holds, or if this version does not know its kind.
    fileprivate func overtaken(by present: PresentFacts, at now: Instant) -> MailOvertaken? {
        guard let kind = MailKind(rawValue: kind) else { return nil }
        var facts = MailFacts()
        facts.request = present.request
        facts.offer = present.offer
        facts.change = present.change
        facts.deadline = present.deadline ?? values["deadline"].flatMap { Instant($0) }
        facts.assignment = present.assignment
        facts.during = present.during
        facts.isRepeated = present.isRepeated
        facts.wasAsked = present.wasAsked
        facts.isUnsubscribed = present.isUnsubscribed
        facts.isLinkRevoked = present.isLinkRevoked
        facts.isNoticeAnswered = present.isNoticeAnswered
        facts.presenter = present.presenter
        return kind.overtaken(facts, at: now)
    }
}
