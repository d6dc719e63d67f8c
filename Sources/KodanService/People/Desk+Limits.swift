import KodanDomain
import KodanStore

/// Coordinators who are limited to prefectures keep the people there; they may know of others whom they meet, and
/// change nothing about them.
extension Desk {
    /// Refuses a presenter who lives outside of the actor's prefectures.
    ///
    /// Throws ``Refusal/notFound(_:)`` for one whom the actor does not see at all, else
    /// ``Refusal/notPermitted(_:)``.
    func requireKept(_ presenter: Presenter.ID) throws {
        guard try !LimitsStore(session).keeps(presenter) else { return }
        let isSeen = try PresenterStore(session).exists(presenter)
        throw isSeen ? Refusal.notPermitted(try actor.role) : .notFound(presenter.description)
    }

    /// Refuses an organization with its seat outside of the actor's prefectures, as with presenters.
    func requireKept(_ organization: Organization.ID) throws {
        guard try !LimitsStore(session).keeps(organization) else { return }
        let isSeen = try OrganizationStore(session).exists(organization)
        throw isSeen ? Refusal.notPermitted(try actor.role) : .notFound(organization.description)
    }
}
