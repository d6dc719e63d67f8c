import KodanDomain
import KodanStore
import Postgres
import Synchronization

/// Lets a call pass that was not made before: the question travels with the first statement of who makes the call.
///
/// What the call reads as the service before that, such as where a postal code lies, asks nothing: an answer is kept
/// for whoever made the call, and nobody else finds it.
/// If the call was made before, that statement is refused and its transaction lost; ``earlier`` is then its answer.
final class RepeatGate: Sendable {
    private enum Progress {
        case ahead, passed
        case closed(Result<KeptAnswer, RepeatRefused>)
    }

    private let call: RepeatedCall
    private let asker: Credential
    private let progress = Mutex(Progress.ahead)

    init(_ call: RepeatedCall, of asker: Credential) {
        self.call = call
        self.asker = asker
    }

    /// Whether nobody has asked yet.
    var isAhead: Bool {
        if case .ahead = progress.withLock({ $0 }) { true } else { false }
    }

    /// Asks, unless the call has passed or `credential` is not whose call it is; whoever acts is to have entered the
    /// transaction of `session`.
    func ask(_ session: Session, as credential: Credential) throws(PostgresError) {
        guard credential == asker, isAhead else { return }
        try KeptAnswerStore(session).hold(call.key) { found in
            let next = found.map { found in
                Progress.closed(Result { () throws(RepeatRefused) in try self.call.answer(of: found) })
            }
            self.progress.withLock { $0 = next ?? .passed }
            return next == nil
        }
    }

    /// The answer that the call was given before; nil if none is known.
    ///
    /// Throws ``RepeatRefused/anotherCall`` if its key was used for something else.
    var earlier: KeptAnswer? {
        get throws(RepeatRefused) {
            guard case .closed(let answer) = progress.withLock({ $0 }) else { return nil }
            return try answer.get()
        }
    }
}
