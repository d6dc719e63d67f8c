import KodanService
import KodanTestSupport

extension Cast {
    /// A coordinator who is limited to prefectures.
    func limited(to prefectures: String..., number: Int = 1) async throws -> Credential {
        try await database.makeCoordinator(limitedTo: prefectures, number: number)
    }
}
