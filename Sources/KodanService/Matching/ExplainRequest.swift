public import KodanDomain
import KodanMatching
import KodanStore
public import KodanText
import Postgres

/// Why a request is given to whom it is, asked for one request (マッチングの説明).
public struct ExplainRequest: Sendable {
    private let office: Office

    /// In which a presenter is still looked for.
    private static let states: Set<RequestState> = [.approved, .matched, .unmatched, .offered]

    /// Works in `office`.
    public init(office: Office) {
        self.office = office
    }

    /// Plans all open requests together with this one, as if it were open too and nobody were being asked, and says
    /// what the plan does with it, in `language`; with `presenter`, what the rules say of them.
    ///
    /// Nothing is written, and a match may run meanwhile. For coordinators. Throws ``Refusal/matchRunning`` while
    /// several others look at plans, ``Refusal``: `notFound`, `selfHosted`, `requestState` for a request that looks for
    /// nobody.
    public func callAsFunction(
        _ id: LectureRequest.ID,
        about presenter: Presenter.ID? = nil,
        in language: Language,
        as credential: Credential
    ) async throws -> RequestReasons {
        try await office.looking {
            let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
            let (title, facts) = try await office.transaction(as: credential, snapshot) { desk in
                try desk.actor.require(.coordinator)
                guard let request = try RequestStore(desk.session).request(id) else {
                    throw Refusal.notFound("\(id)")
                }
                guard request.delivery == .dispatched else { throw Refusal.chain(.selfHosted(id)) }
                guard ExplainRequest.states.contains(request.state) else {
                    throw Refusal.requestState(id, request.state)
                }
                return (request.title, try MatchingFacts(desk: desk, rethought: id))
            }
            if facts.tooLate.contains(id) { return RequestReasons(title: title, standing: .tooLate) }
            guard let wishes = facts.requests.first(where: { $0.id == id.rawValue }) else {
                return RequestReasons(title: title, standing: .onHold)
            }
            return try await office.plans.compute {
                let solved = try SolvedMatch(
                    presenters: facts.presenters,
                    requests: facts.requests,
                    eligibility: Eligibility(travel: facts.travel, weights: office.rules.weights)
                )
                let found = try SolvedReasons(solved).explanations().explanation(
                    of: wishes.id,
                    notBefore: facts.today
                )
                guard let found else { return RequestReasons(title: title, standing: .tooLate) }
                return RequestReasons(
                    found,
                    wishes,
                    solved,
                    of: title,
                    about: presenter,
                    facts.names.explained { _, title in "「\(title)」" },
                    language
                )
            }
        }
    }
}

extension RequestReasons {
    /// `found` in words.
    fileprivate init(
        _ found: RequestExplanation,
        _ wishes: RequestFacts,
        _ solved: SolvedMatch,
        of title: String,
        about presenter: Presenter.ID?,
        _ names: ExplanationNames,
        _ language: Language
    ) {
        self.title = title
        standing = .planned
        let alone = RequestExplanation(request: found.request, outcome: found.outcome, nextBest: [])
        sentences = ExplanationText.lines(alone, names: names, in: language)
        if case .matched(let assignment) = found.outcome {
            chosen = Presenter.ID(assignment.option.presenter)
        }
        others = found.nextBest.map { choice in
            let name = names.presenter(choice.option.presenter)
            return Other(
                presenter: Presenter.ID(choice.option.presenter),
                name: name,
                during: choice.option.time,
                isOnline: choice.option.isOnline,
                change: ChoiceText.sentence(choice, name: name, in: language)
            )
        }
        let tally = solved.eligibility.tally(solved.presenters, for: wishes)
        eligible = tally.eligible
        refusals = tally.leadingRules.map { entry in
            Refusal(rule: RuleText.sentence(entry.rule, in: language), presenters: entry.presenters)
        }
        guard let presenter,
            let facts = solved.presenters.first(where: { $0.id == presenter.rawValue })
        else { return }
        judged = Judged(
            presenter: presenter,
            name: names.presenter(facts.id),
            slots: wishes.slots.enumerated().map { index, during in
                let rules =
                    solved.eligibility.refusals(of: facts, for: wishes, slotOrdinal: index + 1) ?? RuleSet()
                return Judged.Slot(
                    during: during,
                    objections: rules.rules.map { RuleText.sentence($0, in: language) },
                    isHard: rules.rules.contains(where: Fitness.hard.contains)
                )
            }
        )
    }
}
