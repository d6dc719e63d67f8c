import KodanDomain
import KodanMatching
import KodanText

/// Values to speak about; each number differs from all others, so that a sentence that names it names the right one.
enum ReasonExamples {
    /// Saturday, 5 December 2026, 14:00 to 16:00.
    static let time: TimeRange = {
        guard let start = Instant("2026-12-05T14:00:00+09:00"),
            let time = TimeRange(start: start, minutes: 120)
        else { preconditionFailure("no such time") }
        return time
    }()

    /// Calls presenter 5 `P5` and request 9 `R9`.
    static let names = ExplanationNames(presenter: { "P\($0)" }, request: { "R\($0)" })

    /// Presenter `presenter` for request 9.
    static func option(_ presenter: PresenterKey, online: Bool = false) -> MatchingOption {
        MatchingOption(
            request: 9,
            slotOrdinal: 2,
            presenter: presenter,
            time: time,
            isOnline: online,
            terms: CostTerms(
                travel: 62,
                slotOrder: 21,
                missingLevel: 46,
                notPreferred: 63,
                onlineInstead: 124,
                sameHostAgain: 31
            )
        )
    }

    /// Every kind of remedy with what a sentence about it must name.
    static let remedies: [(remedy: Remedy, named: [String])] = [
        (.anyPresenter(presenters: 31), ["31"]),
        (.online(presenters: 32), ["32"]),
        (
            .anotherDate(Remedy.AnotherDate(slotOrdinal: 3, time: time, presenters: 33)),
            ["3", "2026", "14", "16", "33"]
        ),
        (.moreReach(Remedy.MoreReach(minutes: 34, presenters: [51, 52])), ["34", "P51", "P52"]),
        (
            .moreReach(Remedy.MoreReach(minutes: 35, presenters: [51, 52, 53, 54, 55, 56, 57])),
            ["35", "P51", "P53", "4"]
        ),
    ]

    /// One explanation of each outcome.
    static let explanations: [RequestExplanation] = {
        var tally = RefusalTally()
        tally.presentersByRule = [.outOfReach: 71]
        let choices = [Alternatives.Choice(option: option(6), moreUnmatched: 0, moreCost: 41)]
        let competitors = (1...7).map { number in
            Competitor(presenter: 51, request: RequestKey(number), time: time, takes: .alreadyBooked)
        }
        return [
            RequestExplanation(
                request: 9,
                outcome: .matched(MatchingPlan.Assignment(option: option(5), load: 15)),
                nextBest: choices
            ),
            RequestExplanation(
                request: 9,
                outcome: .nobodyEligible(
                    NobodyEligible(
                        tally: tally,
                        blocking: [BlockingRules(rules: RuleSet([.outOfReach]), presenters: 44)],
                        remedies: remedies.map(\.remedy)
                    )
                ),
                nextBest: []
            ),
            RequestExplanation(
                request: 9,
                outcome: .givenToOthers(
                    GivenToOthers(
                        presenters: [51, 52],
                        competitors: competitors,
                        remedies: remedies.map(\.remedy)
                    )
                ),
                nextBest: choices
            ),
        ]
    }()
}
