public import KodanDomain
import KodanStore
import Postgres

/// The catalogue of materials with their editions: for everybody who signs in.
public struct ReadMaterials: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The materials behind `after`, each with its newest editions.
    public func callAsFunction(
        after: Material.ID? = nil,
        limit: PageLimit = .standard,
        as credential: Credential
    ) async throws -> Page<MaterialEntry, Material> {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            let rows = try MaterialQueries(desk.session).list(after: after, limit: limit.andOneMore)
            return Page(rows, limit: limit.count, key: \.id)
        }
    }

    /// One material.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(_ id: Material.ID, as credential: Credential) async throws -> MaterialEntry {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            guard let found = try MaterialQueries(desk.session).material(id) else {
                throw Refusal.notFound(id.description)
            }
            return found
        }
    }
}
