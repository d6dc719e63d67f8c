public import KodanDomain

extension Eligibility {
    /// How many days before or after a wished day another is looked for.
    public static let daysAround = 14

    /// What would make at least one of `presenters` eligible for `request`, each remedy by itself.
    ///
    /// The least change for the host first. Days before `earliest` are not proposed. Of other days two are named at
    /// most: the one on which most could come, and the nearest. Empty if somebody is eligible already.
    public func remedies(
        for request: RequestFacts,
        among presenters: some Collection<PresenterFacts>,
        notBefore earliest: LocalDate? = nil
    ) -> [Remedy] {
        guard eligibleCount(presenters, for: request) == 0 else { return [] }
        var remedies: [Remedy] = []
        if request.pinnedPresenter != nil {
            var open = request
            open.pinnedPresenter = nil
            let count = eligibleCount(presenters, for: open)
            if count > 0 { remedies.append(.anyPresenter(presenters: count)) }
        }
        if !request.canBeOnline {
            var open = request
            open.allowsOnline = true
            let count = eligibleCount(presenters, for: open)
            if count > 0 { remedies.append(.online(presenters: count)) }
        }
        remedies += otherDates(presenters, for: request, notBefore: earliest).map { .anotherDate($0) }
        if let reach = moreReach(presenters, for: request) { remedies.append(.moreReach(reach)) }
        return remedies
    }

    /// How many of `presenters` are eligible for at least one slot.
    private func eligibleCount(_ presenters: some Sequence<PresenterFacts>, for request: RequestFacts) -> Int
    {
        let slots = request.slots.map(SlotDay.init)
        let journeys = journeys(of: request)
        return presenters.count { presenter in
            let standing = standing(of: presenter, for: request, journeys)
            return standing.refusals.isEmpty
                && slots.contains { refusals(of: presenter, standing, $0).isEmpty }
        }
    }

    /// The day around the wished ones on which most are eligible, then the nearest, if there are two.
    private func otherDates(
        _ presenters: some Sequence<PresenterFacts>,
        for request: RequestFacts,
        notBefore earliest: LocalDate?
    ) -> [Remedy.AnotherDate] {
        let candidates = datesAround(request, notBefore: earliest)
        let journeys = journeys(of: request)
        var counts = [Int](repeating: 0, count: candidates.count)
        for presenter in presenters {
            let standing = standing(of: presenter, for: request, journeys)
            guard standing.refusals.isEmpty else { continue }
            for (index, candidate) in candidates.enumerated()
            where refusals(of: presenter, standing, candidate.slot).isEmpty {
                counts[index] += 1
            }
        }
        // Candidates stand in order of nearness, and the first of equals is taken.
        guard let nearest = counts.firstIndex(where: { $0 > 0 }), let most = counts.max(),
            let best = counts.firstIndex(of: most)
        else { return [] }
        return (best == nearest ? [best] : [best, nearest]).map { index in
            Remedy.AnotherDate(
                slotOrdinal: candidates[index].slotOrdinal,
                time: candidates[index].slot.time,
                presenters: counts[index]
            )
        }
    }

    /// The times that are to be tried, each once, the nearest to a wish first, then those of the earlier wish.
    private func datesAround(_ request: RequestFacts, notBefore earliest: LocalDate?) -> [CandidateDate] {
        var seen = Set(request.slots)
        var candidates: [CandidateDate] = []
        for distance in 1...Eligibility.daysAround {
            for (index, wish) in request.slots.enumerated() {
                for days in [distance, -distance] {
                    let start = wish.start.adding(days: days)
                    guard let time = TimeRange(start: start, end: wish.end.adding(days: days)),
                        earliest.map({ time.date >= $0 }) ?? true, seen.insert(time).inserted
                    else { continue }
                    candidates.append(CandidateDate(slotOrdinal: index + 1, slot: SlotDay(time)))
                }
            }
        }
        return candidates
    }

    /// The least by which reach falls short of those whom nothing else keeps away.
    private func moreReach(
        _ presenters: some Sequence<PresenterFacts>,
        for request: RequestFacts
    ) -> Remedy.MoreReach? {
        let slots = request.slots.map(SlotDay.init)
        let journeys = journeys(of: request)
        let tooFar = RuleSet([.outOfReach])
        var least = Int.max
        var keys: [PresenterKey] = []
        for presenter in presenters {
            let standing = standing(of: presenter, for: request, journeys)
            guard standing.refusals == tooFar, let minutes = standing.time?.minutes,
                slots.contains(where: { refusals(of: presenter, standing, $0).isEmpty })
            else { continue }
            let missing = minutes - presenter.reachMinutes
            if missing < least { keys = [] }
            least = min(least, missing)
            if missing == least { keys.append(presenter.id) }
        }
        return keys.isEmpty ? nil : Remedy.MoreReach(minutes: least, presenters: keys.sorted())
    }
}

/// A time that could take the place of a wish.
private struct CandidateDate {
    var slotOrdinal: Int
    var slot: SlotDay
}
