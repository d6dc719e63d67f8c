import KodanDomain
import KodanMatching

extension MatchJSON {
    /// One request in full: why the plan does what it does with it, and what else could be done.
    struct Explanation: Encodable, Sendable {
        let request: String
        let title: String?
        /// `matched`, `nobody_eligible`, `given_to_others` or `too_late`.
        let outcome: String
        /// The presenter, slot and terms of a matched request.
        var assignment: Assignment?
        /// The rules that left nobody, the one that refused most presenters first.
        var rules: [Rule]?
        /// The smallest sets of rules without which somebody could come.
        var blocking: [Blocking]?
        /// The presenters who are eligible, where others need them all.
        var eligible: [String]?
        /// The lectures that need them.
        var competitors: [Competing]?
        /// What would help a request without a presenter.
        var remedies: [Help]?
        /// The three next best presenters.
        var nextBest: [NextBest]?
    }

    struct Blocking: Encodable, Sendable {
        let rules: [String]
        /// How many could come without these rules.
        let presenters: Int
    }

    struct Competing: Encodable, Sendable {
        let presenter: String
        let name: String?
        let request: String
        let title: String?
        let start: String
        let end: String
        /// The rule by which it uses the presenter up.
        let takes: String
    }

    struct NextBest: Encodable, Sendable {
        let presenter: String
        let name: String?
        let slot: Int
        let start: String
        let end: String
        let online: Bool
        /// How many more requests the whole plan would leave unmatched.
        let moreUnmatched: Int
        /// What the whole plan would cost more, in equivalent minutes.
        let moreMinutes: Int
    }

    struct Help: Encodable, Sendable {
        /// `any_presenter`, `online`, `another_date` or `more_reach`.
        let change: String
        /// How many presenters could come then.
        let presenters: Int
        /// Which wish another date would replace, and when it would be.
        var slot: Int?
        var start: String?
        var end: String?
        /// How many minutes longer the journey is than they accept, and who they are.
        var minutes: Int?
        var who: [String]?
    }
}

extension MatchJSON.Explanation {
    init(_ entry: MatchQuestions.Explained, _ labels: MatchAnswer.Labels) {
        let (id, title) = (entry.request.id, entry.request.nameIfAny)
        guard let explanation = entry.explanation else {
            self.init(request: id, title: title, outcome: "too_late")
            return
        }
        switch explanation.outcome {
        case .matched(let assignment):
            self.init(request: id, title: title, outcome: "matched")
            self.assignment = MatchJSON.Assignment(assignment, labels)
        case .nobodyEligible(let nobody):
            self.init(request: id, title: title, outcome: "nobody_eligible")
            rules = nobody.tally.leadingRules.map { rule in
                MatchJSON.Rule(rule: rule.rule.code, presenters: rule.presenters)
            }
            blocking = nobody.blocking.map { set in
                MatchJSON.Blocking(rules: set.rules.rules.map(\.code), presenters: set.presenters)
            }
            remedies = nobody.remedies.map { MatchJSON.Help($0, labels) }
        case .givenToOthers(let others):
            self.init(request: id, title: title, outcome: "given_to_others")
            eligible = others.presenters.map { labels.presenter($0).id }
            competitors = others.competitors.map { MatchJSON.Competing($0, labels) }
            remedies = others.remedies.map { MatchJSON.Help($0, labels) }
        }
        nextBest = explanation.nextBest.map { MatchJSON.NextBest($0, labels) }
    }
}

extension MatchJSON.Competing {
    init(_ competitor: Competitor, _ labels: MatchAnswer.Labels) {
        let presenter = labels.presenter(competitor.presenter)
        let request = labels.request(competitor.request)
        self.init(
            presenter: presenter.id,
            name: presenter.nameIfAny,
            request: request.id,
            title: request.nameIfAny,
            start: competitor.time.start.description,
            end: competitor.time.end.description,
            takes: competitor.takes.code
        )
    }
}

extension MatchJSON.NextBest {
    init(_ choice: Alternatives.Choice, _ labels: MatchAnswer.Labels) {
        let presenter = labels.presenter(choice.option.presenter)
        self.init(
            presenter: presenter.id,
            name: presenter.nameIfAny,
            slot: choice.option.slotOrdinal,
            start: choice.option.time.start.description,
            end: choice.option.time.end.description,
            online: choice.option.isOnline,
            moreUnmatched: choice.moreUnmatched,
            moreMinutes: choice.moreCost
        )
    }
}

extension MatchJSON.Help {
    init(_ remedy: Remedy, _ labels: MatchAnswer.Labels) {
        switch remedy {
        case .anyPresenter(let count): self.init(change: "any_presenter", presenters: count)
        case .online(let count): self.init(change: "online", presenters: count)
        case .anotherDate(let date):
            self.init(
                change: "another_date",
                presenters: date.presenters,
                slot: date.slotOrdinal,
                start: date.time.start.description,
                end: date.time.end.description
            )
        case .moreReach(let reach):
            self.init(
                change: "more_reach",
                presenters: reach.presenters.count,
                minutes: reach.minutes,
                who: reach.presenters.map { labels.presenter($0).id }
            )
        }
    }
}
