public import KodanDomain
public import KodanStore

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
    /// Throws ``Refusal``: `notFound` for an organization that is not there, `memberAlready`.
    public func callAsFunction(
        _ user: NewUser,
        to organization: Organization.ID,
        as credential: Credential
    ) async throws -> User.ID {
        try await office.transaction(as: credential) { desk in
            try desk.actor.require(.coordinator, .administrator)
            let id = try desk.asSystem {
                let users = UserStore(desk.session)
                let organizations = OrganizationStore(desk.session)
                guard try organizations.exists(organization) else {
                    throw Refusal.notFound(organization.description)
                }
                let id = try users.find(user.email) ?? users.insert([user], at: desk.now)[0]
                if try !users.holds(.host, id) {
                    try users.grant([Grant(.host, to: id)], by: desk.actor, at: desk.now)
                }
                try refusing(["organization_member_once": .memberAlready(id, organization)]) {
                    try organizations.add(id, to: organization, from: desk.now.date)
                }
                return id
            }
            try desk.record("organization.member_added", organization, detail: ["user": id.description])
            return id
        }
    }
}
