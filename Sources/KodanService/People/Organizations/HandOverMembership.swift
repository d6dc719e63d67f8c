public import KodanDomain
import KodanStore
import Postgres

/// Somebody who acts for an organization hands over to a successor (担当者の引継ぎ).
///
/// For the member themselves, for coordinators whom they tell, and for administrators.
public struct HandOverMembership: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the membership of `user` with this day, and makes `successor` a member from this day on: the user with
    /// that mail address, else a new one; the successor, but nil for a host, who is not told whether the address was
    /// known.
    ///
    /// Requests that go on and are answered by the old member's own address become the successor's, as by
    /// ``HandOverRequest``, but for their telephone number, which stays: mails go there from now on, each with a link
    /// of its own. So do drafts, of which nobody is told: the successor finds them among the organization's requests.
    /// Offers to a presenter who is the successor are taken back, as by ``AddMember``.
    ///
    /// Throws ``Refusal``: `notFound` for an organization that is not there or not the host's, `notPermitted` for a
    /// host who hands over for another and outside of a coordinator's prefectures, `notMember`, `memberAlready`, and
    /// `signIn` of `tooMany` for a host who names one address too often.
    public func callAsFunction(
        of user: User.ID,
        in organization: Organization.ID,
        to successor: NewUser,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> User.ID? {
        let budget = AttemptKeys.account(successor.email.key, office.vault)
        return try await office.transaction(as: credential) { desk in
            try desk.actor.require(.host, .coordinator, .administrator)
            if try desk.actor.role == .host {
                guard try desk.actor.organizations.contains(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try desk.actor.user == user else { throw Refusal.notPermitted(.host) }
            }
            try desk.requireKept(organization)
            let (next, requests) = try desk.asSystem { () -> (User.ID, [StoredRequest]) in
                let organizations = OrganizationStore(desk.session)
                guard try organizations.exists(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try organizations.endMembership(of: user, in: organization, on: desk.now.date) else {
                    throw Refusal.notMember(user, organization)
                }
                let next = try desk.makeMember(successor, of: organization)
                let requests = try RequestStore(desk.session).handOver(
                    from: user,
                    in: organization,
                    to: successor
                )
                if requests.contains(where: { $0.state != .draft }), try desk.actor.role == .host {
                    try desk.take(.contact, budget)
                }
                return (next, requests)
            }
            try desk.record(
                "organization.membership_handed_over",
                organization,
                onBehalfOf: onBehalfOf,
                detail: ["from": user.description, "to": next.description]
            )
            try desk.withdrawFromMembers(of: organization, joinedBy: next, onBehalfOf: onBehalfOf)
            let chain = Chain(desk: desk)
            for request in requests {
                try desk.record("request.handed_over", request.id, onBehalfOf: onBehalfOf)
                if request.state != .draft { try chain.tellHost("request_handed_over", request) }
            }
            return try desk.actor.role == .host ? nil : next
        }
    }
}
