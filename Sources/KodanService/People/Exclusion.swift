import KodanDomain
import KodanStore

/// One side's wish not to be brought together with the other, at a desk.
struct Exclusion {
    private let presenter: Presenter.ID
    private let organization: Organization.ID
    private let side: Side
    private let desk: Desk

    /// The wish of `side`; refuses an actor of that side who is neither of the two, and what is not there.
    init(
        _ presenter: Presenter.ID,
        _ organization: Organization.ID,
        askedBy side: Side,
        _ desk: Desk
    ) throws {
        self.presenter = presenter
        self.organization = organization
        self.side = side
        self.desk = desk
        if desk.actor.role == .host, !desk.actor.organizations.contains(organization) {
            throw Refusal.notFound(organization.description)
        }
        if desk.actor.role == .presenter, desk.actor.presenter != presenter {
            throw Refusal.notFound(presenter.description)
        }
        // A host knows only the presenters whom it met.
        guard try PresenterStore(desk.session).exists(presenter) else {
            throw Refusal.notFound(presenter.description)
        }
        guard try OrganizationStore(desk.session).exists(organization) else {
            throw Refusal.notFound(organization.description)
        }
    }

    func add(because reason: String, onBehalfOf: String?) throws -> ExclusionTies {
        let store = ExclusionStore(desk.session)
        let entry = ExclusionEntry(
            presenter: presenter,
            organization: organization,
            askedBy: side,
            reason: try checked(reason)
        )
        guard try store.insert(entry, at: desk.now) else {
            throw Refusal.excludedAlready(presenter, organization)
        }
        try desk.record(
            "presenter.excluded",
            presenter,
            onBehalfOf: onBehalfOf,
            detail: ["organization": organization.description, "asked_by": side.rawValue]
        )
        return try store.ties(presenter, organization, after: desk.now)
    }

    func lift(because reason: String) throws {
        let reason = try checked(reason)
        guard try ExclusionStore(desk.session).remove(presenter, organization, askedBy: side) else {
            throw Refusal.notExcluded(presenter, organization)
        }
        try desk.record(
            "presenter.exclusion_lifted",
            presenter,
            reason: reason,
            detail: ["organization": organization.description, "asked_by": side.rawValue]
        )
    }

    private func checked(_ reason: String) throws -> String {
        try refusingField { () throws(FieldRefused) in try reason.plainText(.reason, atMost: 500) }
    }
}
