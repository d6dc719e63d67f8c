import KodanDomain
import KodanStore
import Postgres
import Synchronization

/// Lets a call pass that was not made before: the question travels with the call's first statement.
///
/// If the call was made before, that statement is refused and its transaction lost; ``earlier`` is then its answer.
final class RepeatGate: Sendable {
    private enum Progress {
        case ahead, passed
        case closed(Result<KeptAnswer, RepeatRefused>)
    }

    private let call: RepeatedCall
    private let progress = Mutex(Progress.ahead)

    init(_ call: RepeatedCall) {
        self.call = call
    }

    /// Whether nobody has asked yet.
    var isAhead: Bool {
        if case .ahead = progress.withLock({ $0 }) { true } else { false }
    }

    /// Asks, unless the call has passed; whoever acts is to have entered the transaction of `session`.
    func ask(_ session: Session) throws(PostgresError) {
        guard isAhead else { return }
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
