public import KodanDomain
import KodanStore

/// Lets somebody act for an organization.
///
/// For coordinators and administrators.
public struct AddMember: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Makes the user a member from today on: the one with this mail address, else a new one, with the role of a host.
    ///
    /// Offers for its requests to a presenter who becomes one are taken back, and they are told; their lectures there
    /// come up on the desk.
    /// Throws ``Refusal``: `notFound` for an organization that is not there, `notPermitted` outside of a coordinator's
    /// prefectures, `memberAlready`.
    public func callAsFunction(
        _ user: NewUser,
        to organization: Organization.ID,
        as credential: Credential
    ) async throws -> User.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            try desk.requireKept(organization)
            let id = try desk.asSystem {
                guard try OrganizationStore(desk.session).exists(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                return try desk.makeMember(user, of: organization)
            }
            try desk.record("organization.member_added", organization, detail: ["user": id.description])
            try desk.withdrawFromMembers(of: organization, joinedBy: id)
            return id
        }
    }
}
