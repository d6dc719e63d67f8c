import KodanDomain
import KodanStore

extension Desk {
    /// Whether whoever acts is the presenter whose lecture or pay it is: perhaps one in a prefecture that is not theirs
    /// as a coordinator.
    func isOwn(_ subject: FindingSubject) throws -> Bool {
        guard let user = try actor.user else { return false }
        return try asSystem { try FindingStore(session).concerns(user, subject) }
    }

    /// Refuses that somebody decides, as one of the body's people or a host, about their own lecture or their own pay.
    ///
    /// Throws ``Refusal/ownAffair(_:)`` of `thing`.
    func refuseOwn(_ subject: FindingSubject, _ thing: some CustomStringConvertible) throws {
        guard try !isOwn(subject) else { throw Refusal.ownAffair("\(thing)") }
    }

    /// Refuses that a presenter, as one of the body's people, decides about what they ask for themselves.
    ///
    /// Throws ``Refusal/ownAffair(_:)`` of `thing`.
    func refuseOwn(_ presenter: Presenter.ID, _ thing: some CustomStringConvertible) throws {
        guard let user = try actor.user else { return }
        let isOwn = try asSystem { try PresenterStore(session).isHeld(presenter, by: user) }
        guard !isOwn else { throw Refusal.ownAffair("\(thing)") }
    }

    /// Refuses a link that was mailed to where the presenter is reached, signs in or was reached before: whoever opens
    /// it is the presenter.
    ///
    /// Throws ``Refusal/ownAffair(_:)`` of `thing`.
    func refuseMailbox(
        of presenter: Presenter.ID,
        _ email: EmailAddress,
        _ thing: some CustomStringConvertible
    ) throws {
        let own = try asSystem {
            try PresenterStore(session).addressees(of: [presenter], since: ChangePresenter.horizon(at: now))
        }
        guard !own.contains(where: { $0.email.key == email.key }) else {
            throw Refusal.ownAffair("\(thing)")
        }
    }
}
