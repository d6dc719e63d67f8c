import KodanDomain
import KodanStore
import Postgres

/// Whom a transaction acts for, as soon as the database has said so, and how far it sees meanwhile.
///
/// The entering call travels with the first statement of the transaction; who needs to know the actor before that
/// waits for it. Not Sendable, like the session: it lives within one transaction body.
final class Arrival {
    private enum Progress {
        case awaited
        case arrived(Actor)
        case refused(any Error)
    }

    private let session: Session
    private var progress = Progress.awaited
    /// Whether the transaction sees rows as the service does, and not as its actor.
    private var isWide = false

    /// An actor who is in already.
    init(_ session: Session, known actor: Actor) {
        self.session = session
        progress = .arrived(actor)
    }

    /// Nobody, and why.
    init(_ session: Session, refused refusal: Refusal) {
        self.session = session
        progress = .refused(refusal)
    }

    /// Sends for the actor; `admit` refuses them by throwing.
    init(
        _ session: Session,
        by proof: EntryStore.Proof,
        at now: Instant,
        admit: @escaping (Actor) throws -> Void
    ) throws(PostgresError) {
        self.session = session
        try EntryStore(session).enter(by: proof, at: now) { [unowned self] actor in
            do {
                guard let actor else { throw Refusal.notSignedIn }
                try admit(actor)
                progress = .arrived(actor)
                return true
            } catch {
                progress = .refused(error)
                return false
            }
        }
    }

    /// Whom the transaction acts for.
    ///
    /// Throws `PostgresError` of kind `refused` for one who is not let in; ``refusal`` then says why.
    func actor() throws(PostgresError) -> Actor {
        if case .awaited = progress { try session.settle() }
        guard case .arrived(let actor) = progress else { throw PostgresError(.refused) }
        return actor
    }

    /// Whether it is the service itself, which is known from the beginning.
    var isService: Bool {
        if case .arrived(let actor) = progress { actor.role == .system } else { false }
    }

    /// Why nobody was let in; nil if somebody was, or if it is not known yet.
    var refusal: (any Error)? {
        if case .refused(let error) = progress { error } else { nil }
    }

    /// Runs `body` with the service's own sight of rows.
    ///
    /// Neither the way there nor the way back takes a round trip of its own.
    func seeingAll<T>(_ body: () throws -> T) throws -> T {
        guard !isService, !isWide else { return try body() }
        try EntryStore(session).act(as: Role.system.rawValue)
        isWide = true
        do {
            let result = try body()
            isWide = false
            try EntryStore(session).act(as: try actor().databaseRole)
            return result
        } catch {
            isWide = false
            // After an error of the database the transaction is lost, and the role with it.
            if !session.isLost { _ = try? EntryStore(session).act(as: try actor().databaseRole) }
            throw error
        }
    }
}

extension Actor {
    /// As whom the database knows them: by their role, or as a limited actor (migration 0016).
    fileprivate var databaseRole: String {
        switch limit {
        case .offer: "offer"
        case .enrolment: "enrolling"
        case .request, nil: role.rawValue
        }
    }
}
