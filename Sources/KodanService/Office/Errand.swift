import KodanDomain
import KodanStore
import Postgres
import Synchronization

/// One call from outside: all its use cases share one transaction, so that it happens whole or not at all, and a
/// repeated call finds its first answer.
///
/// The moment is the same for all of them. When one throws, nothing of the call is kept.
final class Errand: Sendable {
    private struct Entered {
        let credential: Credential
        let actor: Actor
    }

    private let transaction: OpenTransaction
    private let gate: RepeatGate?
    let now: Instant
    let news = WorkNews()
    private let entered = Mutex<Entered?>(nil)

    init(_ transaction: OpenTransaction, at now: Instant, behind gate: RepeatGate? = nil) {
        self.transaction = transaction
        self.gate = gate
        self.now = now
    }

    /// Runs `body` as `credential` in the errand's transaction.
    func part<T: Sendable>(
        as credential: Credential,
        in office: Office,
        serving limit: ServedLimit?,
        _ body: @escaping @Sendable (Desk) throws -> T
    ) async throws -> T {
        try await transaction.part { session in try self.serve(credential, office, limit, session, body) }
    }

    /// Runs `body` as ``part(as:in:serving:_:)`` does, and commits.
    func lastPart(
        as credential: Credential,
        in office: Office,
        _ body: @escaping @Sendable (Desk) throws -> Void
    ) async throws {
        try await transaction.lastPart { session in
            try self.serve(credential, office, .earlierAnswer, session, body)
        }
    }

    private func serve<T>(
        _ credential: Credential,
        _ office: Office,
        _ limit: ServedLimit?,
        _ session: Session,
        _ body: (Desk) throws -> T
    ) throws -> T {
        let before = self.entered.withLock { $0 }
        let arrival: Arrival
        if let before, before.credential == credential {
            try before.actor.require(credential, serving: limit)
            arrival = Arrival(session, known: before.actor)
        } else {
            arrival = try office.arrival(session, credential, self.now, serving: limit)
        }
        try gate?.ask(session, as: credential)
        let result: T
        do {
            result = try office.serve(arrival, session, self.now, self.news, body)
        } catch {
            // Of a call that was made before, the answer counts and not the error.
            if gate?.isAhead == true { _ = try? session.settle() }
            throw error
        }
        let actor = try arrival.actor()
        self.entered.withLock { $0 = Entered(credential: credential, actor: actor) }
        return result
    }
}
