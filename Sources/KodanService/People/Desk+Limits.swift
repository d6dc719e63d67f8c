import KodanDomain
import KodanStore

/// Coordinators who are limited to prefectures keep the people there; they may know of others whom they meet, and
/// change nothing about them.
extension Desk {
    /// Refuses a presenter who lives outside of the actor's prefectures.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one whom the actor does not see at all, else
    /// ``Refusal/notPermitted(_:)``.
    func requireKept(_ presenter: Presenter.ID) throws {
        guard try !LimitsStore(session).keeps(presenter) else { return }
        let isSeen = try PresenterStore(session).exists(presenter)
        throw isSeen ? Refusal.notPermitted(try actor.role) : .notFound(presenter.description)
    }

    /// Refuses a payee of no presenter who lives within the actor's prefectures, as with presenters.
    func requireKept(_ payee: Payee.ID) throws {
        guard try !LimitsStore(session).keeps(payee) else { return }
        let isSeen = try PayeeStore(session).exists(payee)
        throw isSeen ? Refusal.notPermitted(try actor.role) : .notFound(payee.description)
    }

    /// Refuses what is about a payee outside of the actor's prefectures; one whom they do not know is not told of.
    func requireKept(_ payee: Payee.ID, of subject: some CustomStringConvertible) throws {
        do {
            try requireKept(payee)
        } catch Refusal.notFound {
            throw Refusal.notFound(subject.description)
        }
    }

    /// Refuses an organization with its seat outside of the actor's prefectures, as with presenters.
    func requireKept(_ organization: Organization.ID) throws {
        guard try !LimitsStore(session).keeps(organization) else { return }
        let isSeen = try OrganizationStore(session).exists(organization)
        throw isSeen ? Refusal.notPermitted(try actor.role) : .notFound(organization.description)
    }

    /// Refuses a municipality that is not there, or lies outside of the actor's prefectures.
    func requireSeat(in municipality: MunicipalityCode) throws {
        guard try VocabularyStore(session).known([municipality]).contains(municipality) else {
            throw Refusal.unknownCode(.municipality, municipality.digits)
        }
        guard try LimitsStore(session).keeps(municipality) else { throw Refusal.notPermitted(try actor.role) }
    }
}
