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

/// The text of a link by which a request's page is opened.
public enum StatusLinkText {
    /// Whether `text` could be such a link: two numbers and a mark of 64 hexadecimal digits; whether it serves is found
    /// out by who acts for it.
    public static func matches(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts[..<2].allSatisfy { part in
                (1...19).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
            && parts[2].utf8.count == 64
            && parts[2].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
