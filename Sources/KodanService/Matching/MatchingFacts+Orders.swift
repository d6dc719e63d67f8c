import KodanDomain
import KodanMatching

extension MatchingFacts {
    /// Pins each request whose asking is ordered to the next named presenter whom the rules allow, and who need not
    /// have left by `now`.
    mutating func pinOrdered(leavingAfter now: Instant? = nil) {
        for index in requests.indices {
            requests[index].pinnedPresenter = next(in: requests[index], leavingAfter: now)
        }
    }

    /// The next named presenter of the request; nil where anybody will do.
    ///
    /// Where nobody but the named ones may be asked and none of them can, it is the first: nobody else is found then.
    func next(in request: RequestFacts, leavingAfter now: Instant? = nil) -> PresenterKey? {
        guard let order = orders[LectureRequest.ID(request.id)], !order.presenters.isEmpty else { return nil }
        var free = request
        free.pinnedPresenter = nil
        let rules = Eligibility(travel: travel, leavingAfter: now)
            .searching(from: request.venue.map { [$0] } ?? [])
        let named = order.presenters.first { named in
            guard let presenter = presenters.first(where: { $0.id == named.rawValue }) else { return false }
            return free.slots.indices.contains(where: { slot in
                if case .eligible = rules.verdict(on: presenter, for: free, slotOrdinal: slot + 1) {
                    return true
                }
                return false
            })
        }
        return named?.rawValue ?? (order.mode == .only ? order.presenters.first?.rawValue : nil)
    }
}
