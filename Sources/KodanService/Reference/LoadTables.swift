import KodanStore
public import Postgres

/// Loads everything that the product ships and the body keeps in its configuration folder.
public struct LoadTables: Sendable {
    private let owner: Pool
    private let folder: String

    /// Loads from `folder`, the `Config` folder, over connections of the owner.
    public init(owner: Pool, folder: String) {
        self.owner = owner
        self.folder = folder
    }

    /// Loads what is missing and returns one line for each geographic table that was filled; a restored backup is made
    /// at home on this server.
    public func callAsFunction() async throws -> [String] {
        let report = try await LoadGeography(owner: owner, folder: folder + "/geo")()
        try await LoadCatalogue(owner: owner, folder: folder)()
        try await owner.transaction { session in try MatchingPresenterStore(session).adoptNotes() }
        return report.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key.rawValue): \($0.value) rows"
        }
    }
}
