import KodanDomain
import KodanMatching
import KodanStore

extension MatchingFacts {
    /// Of `matches`, those that the rules allow by these facts, read after the plan was made.
    ///
    /// Each one counts for the next: together they keep the caps and the day trips too.
    func holding(_ matches: [PlannedMatch], by eligibility: Eligibility) -> [PlannedMatch] {
        let requests = Dictionary(uniqueKeysWithValues: requests.map { ($0.id, $0) })
        var presenters = Dictionary(uniqueKeysWithValues: presenters.map { ($0.id, $0) })
        return matches.filter { match in
            guard let request = requests[match.request.rawValue],
                let slots = slots[match.request],
                let index = slots.firstIndex(where: { $0.id == match.slot }),
                var presenter = presenters[match.presenter.rawValue],
                case .eligible(_, let isOnline)? = eligibility.verdict(
                    on: presenter,
                    for: request,
                    slotOrdinal: index + 1
                ),
                isOnline == match.isOnline
            else { return false }
            let during = slots[index].during
            presenter.commitments.append(Commitment(time: during, place: isOnline ? nil : request.venue))
            presenter.lecturesByMonth[during.date.yearMonth, default: 0] += 1
            presenter.lecturesByYear[FiscalYear(containing: during.date), default: 0] += 1
            presenters[match.presenter.rawValue] = presenter
            return true
        }
    }
}
