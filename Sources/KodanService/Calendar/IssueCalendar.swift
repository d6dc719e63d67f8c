public import KodanDomain
import KodanStore
import Postgres

/// The address of a private calendar as its owner gets it, once.
public struct IssuedCalendar: Sendable, Equatable {
    /// Its key, by which it is revoked.
    public let id: CalendarFeed.ID
    /// The secret, which is the last part of the address before `.ics`; only its SHA-256 is kept.
    public let secret: String
}

/// Gives out the address of a private calendar (カレンダーの配信アドレス): a presenter's own lectures, or an organization's.
///
/// For the presenter, for members of the organization, and for coordinators.
public struct IssueCalendar: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// A new address; the one before, if any, serves nobody from now on.
    ///
    /// Throws ``Refusal``: `notFound` for a presenter or an organization that is not there or not the actor's,
    /// `notPermitted`.
    public func callAsFunction(
        for owner: CalendarOwner,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> IssuedCalendar {
        let secret = SecretText.calendar.make(from: office.chance.bytes(32))
        return try await office.transaction(as: credential) { desk in
            try desk.requireKeeps(owner)
            let store = CalendarStore(desk.session)
            try store.exclusively(owner)
            try store.revoke(of: owner, at: desk.now)
            let id = try store.insert(
                SecretText.digest(of: secret),
                of: owner,
                by: desk.actor.user,
                at: desk.now
            )
            try desk.record(
                "calendar.issued",
                id,
                onBehalfOf: onBehalfOf,
                detail: ["owner": owner.description]
            )
            return IssuedCalendar(id: id, secret: secret)
        }
    }
}

extension Desk {
    /// Refuses calendars of others; coordinators keep those within their prefectures, auditors may read along.
    func requireKeeps(_ owner: CalendarOwner, readers: Bool = false) throws {
        let actor = try actor
        try readers
            ? actor.require(.presenter, .host, .coordinator, .auditor)
            : actor.require(.presenter, .host, .coordinator)
        let isThere: Bool
        switch (owner, actor.role) {
        case (.presenter(let id), .presenter): isThere = actor.presenter == id
        case (.organization(let id), .host): isThere = actor.organizations.contains(id)
        case (.presenter, .host), (.organization, .presenter): throw Refusal.notPermitted(actor.role)
        case (.presenter(let id), .coordinator):
            try requireKept(id)
            isThere = try PresenterStore(session).exists(id)
        case (.organization(let id), .coordinator):
            try requireKept(id)
            isThere = try OrganizationStore(session).exists(id)
        case (.presenter(let id), _): isThere = try PresenterStore(session).exists(id)
        case (.organization(let id), _): isThere = try OrganizationStore(session).exists(id)
        }
        guard isThere else { throw Refusal.notFound(owner.description) }
    }
}
