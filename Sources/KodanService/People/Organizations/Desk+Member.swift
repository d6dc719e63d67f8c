import KodanDomain
import KodanStore

extension Desk {
    /// Makes the user with this mail address, else a new one, a host who acts for an organization from today on.
    ///
    /// It needs the service's own sight. Throws ``Refusal/memberAlready(_:_:)``.
    func makeMember(_ user: NewUser, of organization: Organization.ID) throws -> User.ID {
        let users = UserStore(session)
        let id = try users.find(user.email) ?? users.insert([user], at: now)[0]
        if try !users.holds(.host, id) {
            try users.grant([Grant(.host, to: id)], by: actor, at: now)
        }
        try refusing(["organization_member_once": .memberAlready(id, organization)]) {
            try OrganizationStore(session).add(id, to: organization, from: now.date)
        }
        return id
    }
}
