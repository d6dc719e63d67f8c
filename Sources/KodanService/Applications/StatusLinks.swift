import KodanDomain
import KodanStore

/// Links by which the page of a request is opened without signing in (状況確認のリンク).
struct StatusLinks: Sendable {
    let office: Office

    /// The link of a request that serves now; for the service itself, which mails it.
    func link(of request: LectureRequest.ID) async throws -> String {
        let round = try await office.transaction(as: .system) { desk in
            guard let round = try RequestStore(desk.session).linkRound(of: request) else {
                throw Refusal.notFound(request.description)
            }
            return round
        }
        return office.vault.statusLink(of: request, round: round)
    }
}
