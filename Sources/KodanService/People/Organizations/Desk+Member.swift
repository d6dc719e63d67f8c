import KodanDomain
import KodanStore

extension Desk {
    /// Makes the user with this mail address, else a new one, a host who acts for an organization from today on.
    ///
    /// It needs the service's own sight. Throws ``Refusal/memberAlready(_:_:)``.
    func makeMember(_ user: NewUser, of organization: Organization.ID) throws -> User.ID {
        let users = UserStore(session)
        let id = try users.find(user.email) ?? users.insert([user], at: now)[0]
        // Who is disabled keeps their roles.
        if try users.holders(of: .host, among: [id]).isEmpty {
            try users.grant([Grant(.host, to: id)], by: actor, at: now)
        }
        try refusing(["organization_member_once": .memberAlready(id, organization)]) {
            try OrganizationStore(session).add(id, to: organization, from: now.date)
        }
        return id
    }

    /// Takes back the offers for an organization's requests to who acts for it by now, and puts the lectures there of
    /// `member`, who came to act for it, on the desk: a presenter is not sent to their own, nor to what became one with
    /// it.
    func withdrawFromMembers(
        of organization: Organization.ID,
        joinedBy member: User.ID,
        onBehalfOf: String? = nil
    ) throws {
        let standing = try asSystem { try OrganizationStore(session).lockStanding(for: organization) }
        guard let standing else { return }
        _ = try Chain(desk: self).withdraw(onBehalfOf: onBehalfOf) { offers in
            try offers.open(barredAt: standing)
        }
        try bringUpBarred(at: standing, user: member)
    }
}
