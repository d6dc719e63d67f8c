extension RequestStream {
    /// What comes of the stream when every request is decided by `policy`.
    ///
    /// The same stream gives the same outcome. Throws `costsTooLarge` as ``Matcher`` does.
    public func outcome(of policy: AssignmentPolicy) throws(MatchingProblemError) -> PolicyOutcome {
        let taken: [MatchingOption]
        switch policy {
        case .batchOptimum: taken = try matched(batches)
        case .perfectForesight: taken = try matched([requests.map(\.request)])
        case .nearestFirst, .firstComeFirstServed: taken = takenByHand(policy)
        }
        return PolicyOutcome(of: policy, taking: taken, in: self)
    }

    /// One match after the other, each on what those before it have left.
    private func matched(_ batches: [[RequestFacts]]) throws(MatchingProblemError) -> [MatchingOption] {
        var busy = BusyPresenters(presenters)
        var taken: [MatchingOption] = []
        for batch in batches {
            let matcher = try Matcher(
                presenters: busy.presenters,
                requests: batch,
                eligibility: eligibility
            )
            let venues = Dictionary(uniqueKeysWithValues: batch.map { ($0.id, $0.venue) })
            for option in matcher.plan().assignments.map(\.option) {
                busy.bind(option, at: venues[option.request] ?? nil)
                taken.append(option)
            }
        }
        return taken
    }

    /// One request after the other, each on what those before it have left.
    private func takenByHand(_ policy: AssignmentPolicy) -> [MatchingOption] {
        var busy = BusyPresenters(presenters)
        var taken: [MatchingOption] = []
        for request in requests.map(\.request) {
            let candidates = Candidates(busy.presenters, eligibility: eligibility)
            guard let option = policy.choice(among: candidates.options(of: request)) else { continue }
            busy.bind(option, at: request.venue)
            taken.append(option)
        }
        return taken
    }
}
