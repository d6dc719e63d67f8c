import KodanDomain
import KodanStore
import Postgres
import Synchronization

/// Remembers when tokens and sessions were used, until that is written.
///
/// Reading runs in transactions that write nothing, and a write for each request would cost more than the request.
final class UseLog: Sendable {
    /// So many tokens and sessions are remembered at most; of further ones the use is not noted.
    static let limit = 10_000

    struct Uses: Sendable, Equatable {
        var tokens: [AccessToken.ID: Instant] = [:]
        var sessions: [UserSession.ID: Instant] = [:]
    }

    private let noted = Mutex(Uses())

    /// Notes what came in at `now`.
    func note(_ entrance: Entrance, at now: Instant) {
        switch entrance {
        case .token(let id, _):
            noted.withLock { uses in
                if uses.tokens.count < UseLog.limit || uses.tokens[id] != nil { uses.tokens[id] = now }
            }
        case .session(let id, _):
            noted.withLock { uses in
                if uses.sessions.count < UseLog.limit || uses.sessions[id] != nil { uses.sessions[id] = now }
            }
        case .trusted, .offerLink, .statusLink:
            break
        }
    }

    /// What was noted since the last time.
    func drain() -> Uses {
        noted.withLock { uses in
            defer { uses = Uses() }
            return uses
        }
    }

    /// Takes back what could not be written, unless something newer was noted.
    func putBack(_ unwritten: Uses) {
        noted.withLock { uses in
            uses.tokens.merge(unwritten.tokens) { newer, _ in newer }
            uses.sessions.merge(unwritten.sessions) { newer, _ in newer }
        }
    }
}

/// Writes when tokens and sessions were last used; run by the server.
public struct NoteUses: Sendable {
    private let office: Office

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Writes what was noted since the last time and says how many tokens and sessions that were.
    ///
    /// What could not be written is kept for the next time.
    @discardableResult
    public func callAsFunction() async throws -> Int {
        let uses = office.uses.drain()
        guard uses != UseLog.Uses() else { return 0 }
        do {
            try await office.transaction(as: .system) { desk in
                let store = UseStore(desk.session)
                if !uses.tokens.isEmpty { try store.note(uses.tokens) }
                if !uses.sessions.isEmpty { try store.note(uses.sessions) }
            }
        } catch {
            office.uses.putBack(uses)
            throw error
        }
        return uses.tokens.count + uses.sessions.count
    }

    /// Writes again and again until the task is cancelled, and once more then; `failed` is told of errors.
    public func run(
        every pause: Duration = .seconds(30),
        failed: @escaping @Sendable (any Error) -> Void
    ) async {
        while !Task.isCancelled {
            // Cancellation ends the pause; the loop's condition sees it.
            try? await Task.sleep(for: pause)
            // In a task of its own, which the cancellation of this one does not reach.
            await Task {
                do {
                    try await self()
                } catch {
                    failed(error)
                }
            }.value
        }
    }
}
