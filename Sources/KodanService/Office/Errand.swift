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
    let now: Instant
    let news = WorkNews()
    private let entered = Mutex<Entered?>(nil)

    init(_ transaction: OpenTransaction, at now: Instant) {
        self.transaction = transaction
        self.now = now
    }

    /// Runs `body` as `credential` in the errand's transaction.
    func part<T: Sendable>(
        as credential: Credential,
        in office: Office,
        serving limit: ActorLimit?,
        _ body: @escaping @Sendable (Desk) throws -> T
    ) async throws -> T {
        try await transaction.part { session in
            let before = self.entered.withLock { $0 }
            let actor: Actor
            if let before, before.credential == credential {
                actor = before.actor
            } else {
                actor = try office.enter(session, credential, self.now)
                self.entered.withLock { $0 = Entered(credential: credential, actor: actor) }
            }
            try actor.require(credential, serving: limit)
            return try body(office.desk(session, actor, self.now, self.news))
        }
    }
}
