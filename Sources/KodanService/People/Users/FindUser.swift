public import KodanDomain
import KodanStore
import Postgres

/// Finds a person by mail address: for the command line, which is trusted by its access to the database.
public struct FindUser: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The person with this address; nil if there is none.
    public func callAsFunction(_ email: EmailAddress) async throws -> User.ID? {
        try await office.transaction(as: .system) { desk in try UserStore(desk.session).find(email) }
    }
}
