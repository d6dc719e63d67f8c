public import KodanDomain
public import KodanMail
import KodanStore
import Postgres

/// A mail came back (不達): somebody records it, or its report is read.
///
/// By hand for coordinators and administrators; a report also by the service itself.
public struct RecordBounce: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Records that a mail came back, from the address that it went to.
    ///
    /// For good, it is dead, and no mail goes to the address until somebody clears it. Throws ``Refusal``: `notFound`,
    /// `mail` with `state` for one that was never sent, or `bouncedAlready`.
    public func callAsFunction(
        _ id: OutboxMessage.ID,
        _ draft: BounceDraft,
        as credential: Credential
    ) async throws -> MailBounce.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            guard let mail = try MailQueries(desk.session).mail(id) else {
                throw Refusal.notFound(id.description)
            }
            return try desk.note(draft, of: mail)
        }
    }

    /// Records what the report that `mail` is, byte for byte, tells of a mail of this office.
    ///
    /// As with a report that was read.
    public func callAsFunction(reportIn mail: [UInt8], as credential: Credential) async throws -> [MailBounce
        .ID]
    {
        try await self(BounceReport(mail), as: credential)
    }

    /// Records what a report tells of a mail of this office; the bounces, none for mails that are only delayed.
    ///
    /// A report counts only for the recipient that the mail had: nobody closes another's address with a forged one.
    /// Throws ``Refusal``: `mail` with `noReport`, `foreignReport` or `bouncedAlready`.
    public func callAsFunction(_ report: BounceReport?, as credential: Credential) async throws -> [MailBounce
        .ID]
    {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            guard let report else { throw Refusal.mail(.noReport) }
            guard let mail = try MailQueries(desk.session).mail(messageID: report.messageID),
                let told = report.recipients.first(where: { $0.address.key == mail.recipient.key })
            else { throw Refusal.mail(.foreignReport) }
            guard told.isFailed else { return [] }
            let draft = try refusingField { () throws(FieldRefused) in
                try BounceDraft(isHard: told.isHard, status: told.status, words: told.words)
            }
            return [try desk.note(draft, of: mail)]
        }
    }
}

extension Desk {
    fileprivate func note(_ draft: BounceDraft, of mail: MailEntry) throws -> MailBounce.ID {
        guard mail.sentAt != nil || mail.attempts > 0 else { throw Refusal.mail(.state(mail.id, mail.state)) }
        guard !draft.isHard || !mail.isBounced else { throw Refusal.mail(.bouncedAlready(mail.id)) }
        return try asSystem {
            let store = BounceStore(session)
            let id = try store.insert(draft, from: mail.recipient, mail: mail.id, by: actor.user, at: now)
            if draft.isHard { try store.bury(mail.id, draft.words) }
            try record("mail.bounced", mail.id, detail: ["bounce": id.description])
            return id
        }
    }
}
