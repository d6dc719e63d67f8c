public import KodanDomain
import KodanStore
import Postgres

/// What people call the things that a page knows by key.
///
/// For everybody who signs in: what they may not see keeps its key.
public struct ReadNames: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The names of those of `keys` that have one.
    public func callAsFunction(
        of keys: some Sequence<String>,
        as credential: Credential
    ) async throws -> ThingNames {
        let keys = Set(keys)
        guard !keys.isEmpty else { return ThingNames() }
        return try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try NameQueries(desk.session).names(of: keys)
        }
    }
}
