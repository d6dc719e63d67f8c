public import KodanDomain
import KodanStore
import Postgres

/// The roles that a person holds: for the command line, which acts in the one that a chore wants.
public struct HeldRoles: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The roles of an active user; none for one who is not there.
    public func callAsFunction(_ user: User.ID) async throws -> Set<Role> {
        try await office.transaction(as: .system, TransactionOptions(readOnly: true)) { desk in
            Set(try UserStore(desk.session).roles(of: user))
        }
    }
}
