public import KodanDomain
import KodanStore
import Postgres

/// One mail to many presenters (一斉連絡).
///
/// For coordinators; one who is limited to prefectures reaches the presenters there and nobody else.
public struct SendAnnouncement: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Puts a mail in the outbox for each active presenter of the draft's audience to whom mails get through.
    ///
    /// However many they are it takes one statement, and the worker hands the mails over behind all others. Each goes
    /// to the address that the presenter has by then, and to nobody who is not active any more. Throws ``Refusal``:
    /// `notPermitted`, also for a prefecture beyond the actor's limits, and `mail` with `nobodyReached`.
    public func callAsFunction(
        _ draft: AnnouncementDraft,
        as credential: Credential
    ) async throws -> Announcement.ID {
        try await office.transaction(as: credential) { desk in
            let actor = try desk.actor
            guard actor.role == .coordinator, let writer = actor.user else {
                throw Refusal.notPermitted(actor.role)
            }
            var draft = draft
            draft.audience = try desk.kept(draft.audience)
            let sent = try AnnouncementStore(desk.session).send(
                draft,
                mail: "announcement",
                by: writer,
                at: desk.now
            )
            guard let sent else { throw Refusal.mail(.nobodyReached) }
            try desk.record(
                "announcement.sent",
                sent.id,
                detail: [
                    "recipients": "\(sent.reach.recipients)", "not_active": "\(sent.reach.notActive)",
                    "unreachable": "\(sent.reach.unreachable)",
                ]
            )
            desk.tellWorkers()
            return sent.id
        }
    }
}

extension Desk {
    /// The audience within the actor's limits: one who names no prefecture means all that they keep.
    ///
    /// Throws ``Refusal/notPermitted(_:)`` for a prefecture beyond them.
    func kept(_ audience: AnnouncementAudience) throws -> AnnouncementAudience {
        guard let limits = try LimitsStore(session).prefectures() else { return audience }
        guard limits.isSuperset(of: audience.prefectures) else { throw Refusal.notPermitted(try actor.role) }
        guard audience.prefectures.isEmpty else { return audience }
        return AnnouncementAudience(
            prefectures: limits,
            topic: audience.topic,
            qualification: audience.qualification,
            expiringBefore: audience.expiringBefore
        )
    }
}
