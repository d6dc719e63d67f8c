import Foundation
import KodanService

extension MatchProgress {
    /// A stopwatch, and a line on standard error for each step if somebody sits there.
    static var terminal: MatchProgress {
        let clock = ContinuousClock()
        let begin = clock.now
        let isSeen = isatty(STDERR_FILENO) == 1
        return MatchProgress(elapsed: { clock.now - begin }) { step in
            if isSeen { standardError([words(for: step)]) }
        }
    }

    private static func words(for step: Step) -> String {
        switch step {
        case .reading: "Reading …"
        case .candidates(let presenters, let requests):
            "Finding out who of \(presenters) presenters can take which of \(requests) requests …"
        case .solving(let entered, let count): "The best plan for \(entered) of \(count) requests …"
        case .reasons(let unmatched): "Looking why \(unmatched) requests get nobody …"
        case .saving: "Saving …"
        }
    }
}
