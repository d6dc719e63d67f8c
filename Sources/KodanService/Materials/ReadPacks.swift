public import KodanDomain
import KodanStore
import Postgres

/// What goes out by default for a programme's lectures (標準資料セット): for everybody who signs in.
public struct ReadPacks: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// The packs of a programme: that for all topics first, then by topic.
    ///
    /// Throws ``Refusal/notFound(_:as:)``.
    public func callAsFunction(
        of programme: ProgrammeCode,
        as credential: Credential
    ) async throws -> [MaterialPack] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            // Who comes in is known before anything is said.
            _ = try desk.actor
            let store = PackStore(desk.session)
            guard let id = try store.programme(programme) else {
                throw Refusal.notFound(programme.text, as: .programme)
            }
            return try store.packs(of: id)
        }
    }
}
