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

    /// Works in `office`, with the weights of `eligibility`; journeys are those of the database's tables.
    public init(office: Office, eligibility: Eligibility = Eligibility()) {
        self.office = office
        weights = eligibility.weights
    }

    /// Makes the optimal plan and, with `save`, writes it: proposals, queued offers, and why others got nobody.
    ///
    /// One snapshot is read, the plan is computed outside of any transaction, and it is checked again row by row
    /// when it is saved: what changed meanwhile is left out and named in the outcome. Only one match runs at a
    /// time; a second is refused with ``Refusal/matchRunning``. For coordinators.
    public func callAsFunction(
        save: Bool,
        prefectures: Set<PrefectureCode>? = nil,
        as credential: Credential
    ) async throws -> MatchOutcome {
        try await office.alone(in: .matching, otherwise: .matchRunning) {
            let snapshot = TransactionOptions(isolation: .repeatableRead, readOnly: true)
            let facts = try await office.transaction(as: credential, snapshot) { desk in
                try desk.actor.require(.coordinator)
                return try MatchingFacts(desk: desk, prefectures: prefectures)
            }
            // One search for each municipality with a venue serves plan, reasons and the check before saving.
            let venues = facts.requests.compactMap(\.venue)
            let eligibility = Eligibility(travel: facts.travel, weights: weights).searching(from: venues)
            let outcome = try plan(facts, eligibility)
            guard save else { return outcome }
            return try await office.transaction(as: credential) { desk in
                try self.save(outcome, desk, eligibility)
            }
        }
    }

    private func plan(_ facts: MatchingFacts, _ eligibility: Eligibility) throws -> MatchOutcome {
        let problem = try MatchingProblem(
            presenters: facts.presenters,
            requests: facts.requests,
            eligibility: eligibility
        )
        let plan = cheapestPlan(for: problem)
        let matches = plan.assignments.compactMap { assignment -> PlannedMatch? in
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
        let byKey = Dictionary(uniqueKeysWithValues: facts.requests.map { ($0.id, $0) })
        let unmatched = plan.unmatched.map { entry in
            UnmatchedRequest(
                request: LectureRequest.ID(entry.request),
                reason: reason(entry.reason, byKey[entry.request], facts.presenters, eligibility)
            )
        }
        let late = facts.tooLate.map { UnmatchedRequest(request: $0, reason: .tooLate) }
        return MatchOutcome(
            matches: matches,
            unmatched: (unmatched + late).sorted { $0.request < $1.request },
            totalCost: matches.reduce(0) { $0 + $1.total },
            stale: []
        )
    }

    private func reason(
        _ reason: UnmatchedReason,
        _ request: RequestFacts?,
        _ presenters: [PresenterFacts],
        _ eligibility: Eligibility
    ) -> UnmatchedRequest.Reason {
        switch reason {
        case .givenToOthers(let count): .givenToOthers(presenters: count)
        case .nobodyEligible:
            .nobody(request.map { eligibility.tally(presenters, for: $0).presentersByRule } ?? [:])
        }
    }

    private func save(
        _ outcome: MatchOutcome,
        _ desk: Desk,
        _ eligibility: Eligibility
    ) throws -> MatchOutcome {
        let store = MatchingRunStore(desk.session)
        let open = try store.lockOpen(outcome.matches.map(\.request) + outcome.unmatched.map(\.request))
        let still = outcome.matches.filter { open.contains($0.request) }
        let fresh = try MatchingFacts(desk: desk, prefectures: nil).holding(still, by: eligibility)
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
            stale: Set(outcome.matches.map(\.request)).subtracting(fresh.map(\.request))
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
