public import KodanDomain
import KodanStore

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
    /// Throws ``Refusal``: `notFound` for an organization that is not there or not the host's, `notPermitted` for a
    /// host who hands over for another and outside of a coordinator's prefectures, `notMember`, `memberAlready`.
    public func callAsFunction(
        of user: User.ID,
        in organization: Organization.ID,
        to successor: NewUser,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws -> User.ID? {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.host, .coordinator, .administrator)
            if try desk.actor.role == .host {
                guard try desk.actor.organizations.contains(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try desk.actor.user == user else { throw Refusal.notPermitted(.host) }
            }
            try desk.requireKept(organization)
            let next = try desk.asSystem {
                let organizations = OrganizationStore(desk.session)
                guard try organizations.exists(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try organizations.endMembership(of: user, in: organization, on: desk.now.date) else {
                    throw Refusal.notMember(user, organization)
                }
                return try desk.makeMember(successor, of: organization)
            }
            try desk.record(
                "organization.membership_handed_over",
                organization,
                onBehalfOf: onBehalfOf,
                detail: ["from": user.description, "to": next.description]
            )
            return try desk.actor.role == .host ? nil : next
        }
    }
}
