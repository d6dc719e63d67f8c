import KodanDomain
import KodanMatching
import KodanStore

/// The rows of a plan, looked at again.
struct Recheck {
    /// Those that still hold.
    var fresh: [PlannedMatch] = []
    /// The others.
    var stale: [StaleRow] = []
}

extension MatchingFacts {
    /// Parts `matches` into those that the rules still allow by these facts, read after the plan was made, and others.
    ///
    /// Each one that holds counts for the next: together they keep the caps and the day trips too.
    func recheck(_ matches: [PlannedMatch], by eligibility: Eligibility) -> Recheck {
        let requests = Dictionary(uniqueKeysWithValues: requests.map { ($0.id, $0) })
        var presenters = Dictionary(uniqueKeysWithValues: presenters.map { ($0.id, $0) })
        var recheck = Recheck()
        for match in matches {
            let request = requests[match.request.rawValue]
            let presenter = presenters[match.presenter.rawValue]
            if let reason = staleReason(match, request, presenter, eligibility) {
                recheck.stale.append(
                    StaleRow(request: match.request, presenter: match.presenter, reason: reason)
                )
                continue
            }
            recheck.fresh.append(match)
            guard let during = slots[match.request]?.first(where: { $0.id == match.slot })?.during else {
                continue
            }
            let commitment = Commitment(time: during, place: match.isOnline ? nil : request?.venue)
            presenters[match.presenter.rawValue]?.note(commitment)
        }
        return recheck
    }

    /// Why `match` does not hold; nil if it does.
    private func staleReason(
        _ match: PlannedMatch,
        _ request: RequestFacts?,
        _ presenter: PresenterFacts?,
        _ eligibility: Eligibility
    ) -> StaleReason? {
        guard let index = slots[match.request]?.firstIndex(where: { $0.id == match.slot }) else {
            return .slotGone
        }
        // It has its wished times and waits, but a coordinator has put it on hold.
        guard let request else { return .requestClosed }
        guard let presenter else { return .presenterGone }
        switch eligibility.verdict(on: presenter, for: request, slotOrdinal: index + 1) {
        case .eligible(_, let isOnline)?: return isOnline == match.isOnline ? nil : .heldOtherwise
        case .refused(let rule)?: return .notEligible(rule)
        case nil: return .slotGone
        }
    }
}
