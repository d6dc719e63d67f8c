import KodanDomain
import KodanService

/// What people are going to do, and when.
struct Agenda {
    enum Deed {
        case accept(Offer.ID, Presenter.ID, Int)
        case decline(Offer.ID, Presenter.ID, DeclineGround)
        case withdraw(Assignment.ID, Presenter.ID)
        case reconfirm(Assignment.ID)
        case attest(Assignment.ID, Presenter.ID)
        case proposeChange(Assignment.ID, ChangeWish)
        case answerChange(LectureChange.ID, ChangeWish)
        case decideChange(LectureChange.ID, ChangeDecision)
    }

    private var deeds: [(at: Instant, order: Int, deed: Deed)] = []
    private var count = 0

    /// Puts a deed on it.
    mutating func add(_ deed: Deed, at moment: Instant) {
        deeds.append((moment, count, deed))
        count += 1
    }

    /// Takes off the first deed until `now`; of two at the same moment the one that was put on it first.
    mutating func next(until now: Instant) -> (at: Instant, deed: Deed)? {
        let due = deeds.indices.filter { deeds[$0].at <= now }
        guard let index = due.min(by: { (deeds[$0].at, deeds[$0].order) < (deeds[$1].at, deeds[$1].order) })
        else { return nil }
        let next = deeds.remove(at: index)
        return (next.at, next.deed)
    }
}
