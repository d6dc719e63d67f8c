public import KodanDomain
public import KodanService
import KodanStore

/// The body's own people, one for each role, in every test database.
public struct Staff: Sendable {
    /// When they were hired: no test acts before.
    public static let hired = moment("2026-04-01T09:00:00+09:00")

    /// Screens and matches.
    public let coordinator: Credential
    /// A second coordinator, for what wants two persons.
    public let secondCoordinator: Credential
    /// Sends materials.
    public let clerk: Credential
    /// Prepares payments.
    public let accountant: Credential
    /// Approves them.
    public let approver: Credential
    /// Reads everything but secrets.
    public let auditor: Credential
    /// Keeps users and tables.
    public let administrator: Credential

    static func create(in office: Office) async throws -> Staff {
        let create = CreateUser(office: office)
        func hire(_ role: Role, _ name: String) async throws -> Credential {
            let user = NewUser(email: try EmailAddress("\(name)@body.example.jp"), name: name)
            return .user(try await create(user, roles: [role], as: .system), as: role)
        }
        return Staff(
            coordinator: try await hire(.coordinator, "coordinator"),
            secondCoordinator: try await hire(.coordinator, "second-coordinator"),
            clerk: try await hire(.clerk, "clerk"),
            accountant: try await hire(.accountant, "accountant"),
            approver: try await hire(.approver, "approver"),
            auditor: try await hire(.auditor, "auditor"),
            administrator: try await hire(.administrator, "administrator")
        )
    }

    /// Whoever of them acts as `role`; nil for roles outside the body.
    public subscript(role: Role) -> Credential? {
        switch role {
        case .coordinator: coordinator
        case .clerk: clerk
        case .accountant: accountant
        case .approver: approver
        case .auditor: auditor
        case .administrator: administrator
        case .host, .presenter, .system: nil
        }
    }
}

extension Credential {
    /// Who acts; nil for tokens and the service itself.
    public var user: User.ID? {
        if case .user(let user, _) = self { user } else { nil }
    }
}
