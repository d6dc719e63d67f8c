public import KodanDomain
import KodanStore
import Postgres

/// Where somebody is signed in.
///
/// For everybody, about themselves.
public struct ReadSessions: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The asker's sessions behind `after` that have not ended.
    public func callAsFunction(
        after: UserSession.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<SessionEntry, UserSession> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try SessionStore(desk.session).running(
                of: desk.person(),
                at: desk.now,
                after: after,
                limit: limit.andOneMore
            )
            return Page(rows, limit: limit.count, key: \.id)
        }
    }
}
