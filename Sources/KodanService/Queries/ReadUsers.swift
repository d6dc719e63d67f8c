public import KodanDomain
import KodanStore
import Postgres

/// Users and the roles that they hold.
///
/// For administrators and auditors.
public struct ReadUsers: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The users behind `after`: all, those who hold `role`, or those with `name` in their name or mail address.
    public func callAsFunction(
        holding role: Role? = nil,
        named name: String? = nil,
        after: User.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<UserEntry, User> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.administrator, .auditor)
            let rows = try UserQueries(desk.session).list(
                role: role,
                name: name?.normalized,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One user, with how they sign in.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(_ id: User.ID, as credential: Credential) async throws -> UserDetail {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try desk.actor.require(.administrator, .auditor)
            guard let user = try UserQueries(desk.session).user(id) else {
                throw Refusal.notFound(id.description)
            }
            return user
        }
    }
}
