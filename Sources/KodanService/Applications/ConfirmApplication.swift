public import KodanDomain
import KodanStore
import Postgres

/// Who applied confirms their address, and with it the application (申込の確定).
///
/// For everybody who holds the link.
public struct ConfirmApplication: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// What was typed, to be shown before it counts; nil once it was confirmed.
    ///
    /// Throws ``Refusal``: `signIn` with `linkSpent` for a link that does not serve.
    public func typed(_ link: String) async throws -> [String: String]? {
        try await office.transaction(as: .system) { desk in
            let found = try desk.application(link)
            return found.request == nil ? found.typed : nil
        }
    }

    /// Registers the organization and its contact, hands the request in, and says by which link its page is opened.
    ///
    /// `read` makes the application of what was typed. A second confirmation leads to the same request. Throws as
    /// ``SubmitRequest`` does for what is no more possible, and `signIn` with `linkSpent`.
    public func callAsFunction(
        _ link: String,
        reading read: @escaping @Sendable ([String: String]) async throws -> Applied
    ) async throws -> (request: LectureRequest.ID, link: String) {
        let answer = try await office.errand(as: .system, repeated: nil) { errand in
            let found = try await errand.transaction(as: .system) { desk in try desk.application(link) }
            if let request = found.request { return .naming(request) }
            let applied = try await read(found.typed)
            let request = try await Application.admit(applied, in: errand)
            try await errand.transaction(as: .system) { desk in
                try ApplicationStore(desk.session).confirm(found.id, as: request, at: desk.now)
                try desk.record("application.confirmed", found.id, detail: ["request": "\(request)"])
            }
            return .naming(request)
        }
        guard let request = answer.headers["request"].flatMap({ LectureRequest.ID($0) }) else {
            throw Refusal.signIn(.linkSpent)
        }
        return (request, try await StatusLinks(office: office).link(of: request))
    }
}

extension KeptAnswer {
    /// What an errand that is not kept says of the request that it made.
    fileprivate static func naming(_ request: LectureRequest.ID) -> KeptAnswer {
        KeptAnswer(status: 204, headers: ["request": "\(request)"], body: [])
    }
}

extension Desk {
    /// The application of a link, locked.
    fileprivate func application(_ link: String) throws -> StoredApplication {
        let digest = SecretText.digest(of: link)
        guard let found = try ApplicationStore(session).lock(digest, at: now) else {
            throw Refusal.signIn(.linkSpent)
        }
        return found
    }
}
