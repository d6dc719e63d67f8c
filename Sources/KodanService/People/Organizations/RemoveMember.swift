public import KodanDomain
import KodanStore

/// Somebody acts for an organization no more, and nobody takes over.
///
/// For the member themselves, for coordinators whom they tell, and for administrators.
public struct RemoveMember: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Ends the membership at once; one that began today ends with this day.
    ///
    /// Throws ``Refusal``: `notFound` for an organization that is not there or not the host's, `notPermitted` for a
    /// host who removes another and outside of a coordinator's prefectures, `notMember`, `field` for a reason that is
    /// empty or over 500 characters.
    public func callAsFunction(
        _ user: User.ID,
        from organization: Organization.ID,
        because reason: String,
        onBehalfOf: String? = nil,
        as credential: Credential
    ) async throws {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.host, .coordinator, .administrator)
            if try desk.actor.role == .host {
                guard try desk.actor.organizations.contains(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try desk.actor.user == user else { throw Refusal.notPermitted(.host) }
            }
            let reason = try reason.checkedReasonLine()
            try desk.requireKept(organization)
            try desk.asSystem {
                let organizations = OrganizationStore(desk.session)
                guard try organizations.exists(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                guard try organizations.cutMembership(of: user, in: organization, on: desk.now.date) else {
                    throw Refusal.notMember(user, organization)
                }
            }
            try desk.record(
                "organization.member_removed",
                organization,
                reason: reason,
                onBehalfOf: onBehalfOf,
                detail: ["user": user.description]
            )
        }
    }
}
