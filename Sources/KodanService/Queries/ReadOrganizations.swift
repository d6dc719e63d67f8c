public import KodanDomain
import KodanStore
import Postgres

/// Organizations: all for the body's people and presenters, its own for a host.
public struct ReadOrganizations: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The organizations behind `after` for which `question` holds.
    ///
    /// Throws ``Refusal`` `field` for a name that is empty or longer than ``PresenterQuestion/nameLimit``.
    public func callAsFunction(
        _ question: OrganizationQuestion = OrganizationQuestion(),
        after: Organization.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<OrganizationSummary, Organization> {
        let question = try question.searchable()
        return try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try OrganizationQueries(desk.session).list(
                question,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One organization with its members, which presenters do not see, nor coordinators in whose prefectures it neither
    /// has its seat nor asked for a lecture.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the reader's to see.
    public func callAsFunction(
        _ id: Organization.ID,
        as credential: Credential
    ) async throws -> OrganizationDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let queries = OrganizationQueries(desk.session)
            let found = try queries.detail(id) { try self.members(of: id, desk) }
            guard let found else { throw Refusal.notFound(id.description) }
            return found
        }
    }

    /// Who acts for an organization, or did; at most 500, without those who left longest ago, the longest first.
    ///
    /// Throws ``Refusal``: `notPermitted` for a presenter, `notFound`.
    public func members(of id: Organization.ID, as credential: Credential) async throws -> [MemberEntry] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            if try desk.actor.role == .presenter { throw Refusal.notPermitted(.presenter) }
            guard try OrganizationStore(desk.session).exists(id) else {
                throw Refusal.notFound(id.description)
            }
            return try self.members(of: id, desk)
        }
    }

    /// As far as the actor may know them.
    private func members(of id: Organization.ID, _ desk: Desk) throws -> [MemberEntry] {
        let queries = OrganizationQueries(desk.session)
        // A host sees no user but itself; of its own organization it may know who else acts.
        switch try desk.actor.role {
        case .presenter: return []
        case .host:
            let user = try desk.actor.user
            return try desk.asSystem { try queries.members(of: id) }.without(newOn: desk.now.date, from: user)
        default: return try queries.members(of: id)
        }
    }
}

extension [MemberEntry] {
    /// Without those whose part began on `today` where that of `user` ends with it: under which name the service knows
    /// the address that somebody handed over to is not theirs to learn.
    fileprivate func without(newOn today: LocalDate, from user: User.ID?) -> [MemberEntry] {
        guard let user, contains(where: { $0.user == user && $0.valid.last == today }) else { return self }
        return filter { $0.user == user || $0.valid.first != today }
    }
}
