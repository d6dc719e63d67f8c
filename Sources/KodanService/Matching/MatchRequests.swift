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
    /// The sum of all costs, in equivalent minutes.
    public let totalCost: Int
    /// Rows that were not saved, since the request or the presenter changed while the plan was made.
    public let stale: Set<LectureRequest.ID>
    /// The problem and its plan as they were found, those included that were not saved after all.
    public let solved: SolvedMatch

    /// How many requests were open.
    public var requests: Int { matches.count + unmatched.count }
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
    private let office: Office
    private let weights: CostWeights
    private let progress: MatchProgress

    /// Works in `office`, with the standard weights and unwatched unless told otherwise; journeys are those of the
    /// database's tables.
    public init(office: Office, weights: CostWeights = .standard, progress: MatchProgress = .unwatched) {
        self.office = office
        self.weights = weights
        self.progress = progress
    }

    /// Makes the optimal plan and, with `save`, writes it: proposals, queued offers, and why others got nobody.
    ///
    /// One snapshot is read, the plan is computed outside of any transaction, and it is checked again row by row
    /// when it is saved: what changed meanwhile is left out and named in the outcome. Only one match runs at a
    /// time; a second is refused with ``Refusal/matchRunning``. The scope's other time is for looking only and counts
    /// for nothing with `save`. For coordinators.
    public func callAsFunction(
        save: Bool,
        scope: MatchScope = .everything,
        as credential: Credential
    ) async throws -> MatchOutcome {
        try await office.alone(in: .matching, otherwise: .matchRunning) {
            let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
            progress.tell(.reading)
            let facts = try await office.transaction(as: credential, snapshot) { desk in
                try desk.actor.require(.coordinator)
                return try MatchingFacts(desk: desk, scope: save ? scope.atPresent : scope)
            }
            let outcome = try plan(facts)
            guard save else { return outcome }
            progress.tell(.saving)
            return try await office.transaction(as: credential) { desk in
                try self.save(outcome, desk)
            }
        }
    }

    private func plan(_ facts: MatchingFacts) throws -> MatchOutcome {
        let solved = try SolvedMatch(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: Eligibility(travel: facts.travel, weights: weights),
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
            totalCost: matches.reduce(0) { $0 + $1.total },
            stale: [],
            solved: solved
        )
    }

    private func save(_ outcome: MatchOutcome, _ desk: Desk) throws -> MatchOutcome {
        let store = MatchingRunStore(desk.session)
        let open = try store.lockOpen(outcome.matches.map(\.request) + outcome.unmatched.map(\.request))
        let still = outcome.matches.filter { open.contains($0.request) }
        let fresh = try MatchingFacts(desk: desk).holding(still, by: outcome.solved.eligibility)
        let left = outcome.unmatched.filter { open.contains($0.request) }
        try store.save(fresh, of: fresh.count + left.count, by: desk.actor, at: desk.now)
        try desk.record("request.matched", each: fresh.map(\.request))
        let reasons = left.map { (request: $0.request, reason: $0.reason.code) }
        try store.markUnmatched(reasons)
        try desk.record(
            "request.unmatched",
            each: reasons.map { (subject: "\($0.request)", reason: $0.reason) }
        )
        return MatchOutcome(
            matches: fresh,
            unmatched: left,
            totalCost: fresh.reduce(0) { $0 + $1.total },
            stale: Set(outcome.matches.map(\.request)).subtracting(fresh.map(\.request)),
            solved: outcome.solved
        )
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
