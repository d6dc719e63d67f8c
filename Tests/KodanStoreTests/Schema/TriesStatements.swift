import KodanDomain
import KodanService
import KodanTestSupport
import Postgres
import Testing

/// A suite that sends statements as somebody, with no use case before them.
protocol TriesStatements {
    /// Where they are sent.
    var database: TestDatabase { get }
}

extension TriesStatements {
    /// The scene's user of this name, in this role.
    func credential(_ name: String, _ role: Role) async throws -> Credential {
        let user = try await database.owner.transaction { session in
            try session.value("SELECT id FROM app_user WHERE display_name = \(name)", as: User.ID.self)
        }
        return .user(user, as: role)
    }

    /// How many rows the statement changed.
    func change(_ sql: String, as credential: Credential) async throws -> Int {
        try await database.office.transaction(as: credential) { desk in
            try desk.session.execute("\(unsafeSQL: sql)")
        }
    }

    /// Expects that the statement is refused by a constraint of this name; without one, for want of a right.
    func refuse(_ sql: String, as credential: Credential, by constraint: String? = nil) async {
        await #expect("\(sql)") {
            _ = try await change(sql, as: credential)
        } throws: {
            guard let error = $0 as? PostgresError else { return false }
            return constraint.map { $0 == error.constraint } ?? (error.sqlState == "42501")
        }
    }
}
