public import KodanDomain
import KodanStore
import Postgres

/// A mail that was given up or came back is sent again (再送).
///
/// For coordinators and administrators.
public struct ResendMail: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Puts the mail in again: its Message-ID stays, its tries begin anew.
    ///
    /// It goes to the address that its recipient has by then. If what it tells no longer holds it is overtaken, not
    /// sent.
    ///
    /// Throws ``Refusal``: `notFound`, `field` for an empty reason, `mail` with `state` unless it is dead. An address
    /// at which mails came back is closed until somebody clears it (``ClearBounce``) or it is corrected.
    public func callAsFunction(
        _ id: OutboxMessage.ID,
        because reason: String,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            let reason = try reason.checkedReason(atMost: 1000)
            guard let mail = try MailQueries(desk.session).mail(id) else {
                throw Refusal.notFound(id.description)
            }
            let isRevived = try desk.asSystem { try OutboxStore(desk.session).revive(id, at: desk.now) }
            guard isRevived else { throw Refusal.mail(.state(id, mail.state)) }
            try desk.record("mail.resent", id, reason: reason)
        }
    }
}
