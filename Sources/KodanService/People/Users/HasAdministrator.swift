import KodanStore
import Postgres

/// Whether somebody administrates the office: the first administrator is made without one.
public struct HasAdministrator: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Whether an active user holds the role.
    public func callAsFunction() async throws -> Bool {
        try await office.transaction(as: .system) { desk in try UserStore(desk.session).hasAdministrator() }
    }
}
