public import KodanDomain
public import KodanMatching
public import KodanStore
import Postgres

/// What a match found.
public struct MatchOutcome: Sendable {
    /// One row for each request that gets a presenter.
    public let matches: [PlannedMatch]
    /// The requests that get none, and why.
    public let unmatched: [UnmatchedRequest]
    /// Rows that were not saved, by request, and what had changed while the plan was made.
    public let stale: [StaleRow]
    /// The problem and its plan as they were found, those included that were not saved after all.
    public let solved: SolvedMatch
    /// What the keys of topics in ``solved`` stand for.
    public let topics: [TopicKey: TopicCode]
    /// The day whose rules hold; no earlier one is worth proposing.
    public let today: LocalDate
    /// The saved run; nil where nothing was saved.
    public var run: MatchingRun.ID?
}

/// A request that gets no presenter.
public struct UnmatchedRequest: Sendable, Equatable {
    /// The request.
    public let request: LectureRequest.ID
    /// Why.
    public let reason: Reason

    /// Why nobody comes.
    public enum Reason: Sendable, Equatable {
        /// All wished times have passed.
        case tooLate
        /// Nobody is eligible; the rules that left nobody, with how many presenters each refused.
        case nobody([EligibilityRule: Int])
        /// So many are eligible, and others need them all.
        case givenToOthers(presenters: Int)
    }
}

/// All open requests at once get the presenters that are best for all of them together (マッチング).
public struct MatchRequests: Sendable {
    let office: Office
    private let progress: MatchProgress

    /// Works in `office`, with the weights of its rules, and unwatched unless told otherwise; journeys are those of
    /// the database's tables.
    public init(office: Office, progress: MatchProgress = .unwatched) {
        self.office = office
        self.progress = progress
    }

    /// Makes the optimal plan and, with `save`, writes it: proposals, queued offers, and why others got nobody.
    ///
    /// One snapshot is read, the plan is computed outside of any transaction, and it is checked again row by row
    /// when it is saved: what changed meanwhile is left out and named in the outcome. Only one match runs at a
    /// time; a second is refused with ``Refusal/matchRunning``. The scope's other time is for looking only and counts
    /// for nothing with `save`. For coordinators.
    ///
    /// Throws ``Refusal``, before anything is planned, for one of `expected` that is not among the requests matched:
    /// `notFound`, `requestState`, or `notMatched` for one that waits and is on hold or outside of `scope`.
    public func callAsFunction(
        save: Bool,
        scope: MatchScope = .everything,
        expecting expected: [LectureRequest.ID] = [],
        as credential: Credential
    ) async throws -> MatchOutcome {
        try await office.alone(
            in: .matching,
            for: .coordinator,
            as: credential,
            otherwise: .matchRunning
        ) {
            let scope = save ? scope.atPresent : scope
            let outcome = try await proposal(scope, expecting: expected, as: credential)
            return save ? try await saving(outcome, as: credential) : outcome
        }
    }

    /// The plan for one snapshot.
    func proposal(
        _ scope: MatchScope,
        expecting expected: [LectureRequest.ID] = [],
        as credential: Credential
    ) async throws -> MatchOutcome {
        let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
        progress.tell(.reading)
        let facts = try await office.transaction(as: credential, snapshot) { desk in
            try desk.actor.require(.coordinator)
            let facts = try MatchingFacts(desk: desk, scope: scope)
            let known = Set(facts.requests.map { LectureRequest.ID($0.id) } + facts.tooLate)
            if let stray = expected.first(where: { !known.contains($0) }) {
                throw try desk.refusal(ofUnmatched: stray)
            }
            return facts
        }
        return try await office.plans.compute { try plan(facts) }
    }

    /// Saves of `outcome` what still holds.
    func saving(_ outcome: MatchOutcome, as credential: Credential) async throws -> MatchOutcome {
        progress.tell(.saving)
        return try await office.transaction(as: credential) { desk in try save(outcome, desk) }
    }

    /// The best plan for `facts`; computed in the office's ``PlanRoom``.
    func plan(_ facts: MatchingFacts) throws -> MatchOutcome {
        let solved = try SolvedMatch(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility(travel: facts.travel, weights: office.rules.weights),
            progress: progress
        )
        let matches = solved.plan.assignments.compactMap { assignment -> PlannedMatch? in
            let option = assignment.option
            let request = LectureRequest.ID(option.request)
            guard let slot = facts.slots[request]?[option.slotOrdinal - 1] else { return nil }
            return PlannedMatch(
                request: request,
                slot: slot.id,
                presenter: Presenter.ID(option.presenter),
                isOnline: option.isOnline,
                travel: option.terms.travel,
                slotOrder: option.terms.slotOrder,
                level: option.terms.missingLevel,
                notPreferred: option.terms.notPreferred,
                onlineInstead: option.terms.onlineInstead,
                sameHostAgain: option.terms.sameHostAgain,
                load: assignment.load,
                total: assignment.cost
            )
        }
        let unmatched = solved.reasons.map {
            UnmatchedRequest(request: LectureRequest.ID($0.key), reason: $0.value)
        }
        let late = facts.tooLate.map { UnmatchedRequest(request: $0, reason: .tooLate) }
        return MatchOutcome(
            matches: matches,
            unmatched: (unmatched + late).sorted { $0.request < $1.request },
            stale: [],
            solved: solved,
            topics: facts.topics,
            today: facts.today
        )
    }

    private func save(_ outcome: MatchOutcome, _ desk: Desk) throws -> MatchOutcome {
        let store = MatchingRunStore(desk.session)
        let open = try store.lockOpen(outcome.matches.map(\.request) + outcome.unmatched.map(\.request))
        // Whoever was asked meanwhile is seen by the check.
        try EntryStore(desk.session).waitForTurn(of: .asking)
        let closed = outcome.closed(unless: open)
        let still = outcome.matches.filter { open.contains($0.request) }
        let recheck = try MatchingFacts(desk: desk, concerned: still.map(\.presenter))
            .recheck(still, by: outcome.solved.eligibility)
        let fresh = recheck.fresh
        let left = outcome.unmatched.filter { open.contains($0.request) }
        let run = try store.save(fresh, of: fresh.count + left.count, by: desk.actor, at: desk.now)
        try desk.record("request.matched", each: fresh.map(\.request))
        let reasons = left.map { (request: $0.request, reason: $0.reason.code) }
        // Whoever was told before that nobody was found is not told each night.
        let newly = Set(try store.markUnmatched(reasons))
        try desk.record(
            "request.unmatched",
            each: reasons.filter { newly.contains($0.request) }.map { ("\($0.request)", $0.reason) }
        )
        return MatchOutcome(
            matches: fresh,
            unmatched: left,
            stale: (closed + recheck.stale).sorted { $0.request < $1.request },
            solved: outcome.solved,
            topics: outcome.topics,
            today: outcome.today,
            run: run
        )
    }
}

extension Desk {
    /// Why a request is not among those that are matched.
    fileprivate func refusal(ofUnmatched id: LectureRequest.ID) throws -> Refusal {
        guard let request = try RequestStore(session).request(id) else { return .notFound("\(id)") }
        guard request.delivery == .dispatched else { return .chain(.selfHosted(id)) }
        return [.approved, .unmatched].contains(request.state)
            ? .chain(.notMatched(id)) : .requestState(id, request.state)
    }
}

extension MatchOutcome {
    /// The rows whose requests are not among `open`.
    fileprivate func closed(unless open: Set<LectureRequest.ID>) -> [StaleRow] {
        let rows =
            matches.map { StaleRow(request: $0.request, presenter: $0.presenter, reason: .requestClosed) }
            + unmatched.map { StaleRow(request: $0.request, presenter: nil, reason: .requestClosed) }
        return rows.filter { !open.contains($0.request) }
    }
}

extension UnmatchedRequest.Reason {
    /// The reason as it is stored: `nobody outOfReach=812 topicMissing=266`.
    public var code: String {
        switch self {
        case .tooLate: "too_late"
        case .givenToOthers(let presenters): "given_to_others \(presenters)"
        case .nobody(let rules):
            (["nobody"]
                + rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        }
    }
}
