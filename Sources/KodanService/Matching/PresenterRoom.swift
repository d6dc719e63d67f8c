import KodanDomain
import KodanMatching
import KodanStore
import Postgres
import Synchronization

/// Keeps what matches know of presenters from one to the next, so that only what changed since is read and made again.
///
/// What is kept is told by the snapshot of the database with which it was read: each reading asks for the presenters
/// whom a transaction changed that this snapshot does not know. So nothing stale is ever used, whatever is under way.
/// Some 2 kB for each presenter.
final class PresenterRoom: Sendable {
    private struct Kept {
        var era: String
        var snapshot: Snapshot
        var cards: [Presenter.ID: MatchingPresenter] = [:]
        var made: PresenterBases?

        /// Whether `news`, told since this was read, complete it.
        func isContinued(by news: PresenterNews) -> Bool {
            let new = news.changed.count { cards[$0.presenter.id] == nil }
            return era == news.era && news.snapshot.includes(snapshot) && cards.count + new == news.count
        }

        /// Takes up these cards.
        mutating func take(_ changed: [MatchingPresenter]) {
            guard !changed.isEmpty else { return }
            for card in changed { cards[card.id] = card }
            made = nil
        }

        /// The presenters as they are on `day`, with numbers for `wanted` topics too.
        mutating func bases(
            on day: LocalDate,
            _ rules: [ProgrammeRule],
            _ wanted: [TopicCode]
        ) -> PresenterBases {
            if let made, made.rules == rules, made.topics.with(wanted) == made.topics,
                let moved = made.moved(to: day, cards)
            {
                self.made = moved
                return moved
            }
            let topics = TopicNumbers(cards.values.lazy.flatMap(\.skills).map(\.topic) + wanted)
            let bases = PresenterBases(of: cards, on: day, rules, topics)
            made = bases
            return bases
        }
    }

    private let kept = Mutex<Kept?>(nil)

    /// The presenters as the transaction of `session` sees them, on `day` under programmes with these `rules`, before
    /// lectures and offers, with numbers for `wanted` topics too.
    ///
    /// The session has to see all of them.
    func bases(
        _ session: Session,
        on day: LocalDate,
        _ rules: [ProgrammeRule],
        _ wanted: [TopicCode]
    ) throws(PostgresError) -> PresenterBases {
        let store = MatchingPresenterStore(session)
        let known = kept.withLock(\.self)
        var news = try store.news(since: known?.snapshot)
        var present: Kept
        if let known, known.isContinued(by: news) {
            present = known
        } else {
            if known != nil { news = try store.news(since: nil) }
            present = Kept(era: news.era, snapshot: news.snapshot)
        }
        present.snapshot = news.snapshot
        present.take(news.changed.filter { !$0.isOwn }.map(\.presenter))
        let bases = present.bases(on: day, rules, wanted)
        keep(present)
        // What the transaction at work has changed may yet be undone: it counts here, and for nobody else.
        let own = news.changed.filter(\.isOwn).map(\.presenter)
        guard !own.isEmpty else { return bases }
        present.take(own)
        return present.bases(on: day, rules, wanted)
    }

    /// Keeps `present`, unless another reading has kept something newer meanwhile.
    private func keep(_ present: Kept) {
        kept.withLock { kept in
            if let other = kept, other.era == present.era, !present.snapshot.includes(other.snapshot) {
                return
            }
            kept = present
        }
    }
}
