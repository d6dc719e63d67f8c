public import KodanDomain
import KodanStore
import Postgres

/// Access tokens, without what is sent with requests.
///
/// For administrators and auditors; for everybody their own.
public struct ReadTokens: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The tokens behind `after`: those of `user`, or all that the asker may see.
    public func callAsFunction(
        of user: User.ID? = nil,
        after: AccessToken.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<TokenEntry, AccessToken> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let actor = try desk.actor
            let seesAll = [.administrator, .auditor, .system].contains(actor.role)
            let own = seesAll ? nil : actor.user
            if let user, let own, user != own { throw Refusal.notPermitted(actor.role) }
            let rows = try TokenQueries(desk.session).list(
                of: user ?? own,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One token.
    ///
    /// Throws ``Refusal/notFound(_:as:)`` for one that is not there or not the asker's to see.
    public func callAsFunction(_ id: AccessToken.ID, as credential: Credential) async throws -> TokenEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let token = try TokenQueries(desk.session).token(id) else {
                throw Refusal.notFound(id.description)
            }
            return token
        }
    }
}
