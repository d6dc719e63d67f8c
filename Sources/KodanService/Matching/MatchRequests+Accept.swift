public import KodanDomain
import KodanMatching
import KodanStore
public import KodanText

/// Which rows of a plan were accepted.
public struct AcceptedPlan: Sendable, Equatable {
    /// The saved run; nil where nothing was left to save.
    public let run: MatchingRun.ID?
    /// The requests that have their presenter now.
    public let saved: [LectureRequest.ID]
    /// The others, with why not: a code of a stale row, or nil where the plan itself has changed.
    public let refused: [Refused]

    /// A row that was not saved.
    public struct Refused: Sendable, Equatable {
        /// The request.
        public let request: LectureRequest.ID
        /// What had changed, in a sentence; nil where the best plan is another now.
        public let reason: String?
    }
}

extension MatchRequests {
    /// Plans anew and saves only the `accepted` rows: each request with the presenter whom somebody saw beside it.
    ///
    /// A row that the plan of now no longer has is refused, as is one that changes while it is saved; requests that
    /// were not accepted stay as they are, those without a presenter too. Refusals as those of
    /// ``callAsFunction(save:scope:expecting:as:)``.
    public func accept(
        _ accepted: [LectureRequest.ID: Presenter.ID],
        within scope: MatchScope,
        in language: Language,
        as credential: Credential
    ) async throws -> AcceptedPlan {
        try await office.alone(
            in: .matching,
            for: .coordinator,
            as: credential,
            otherwise: .matchRunning
        ) {
            let whole = try await proposal(scope.atPresent, as: credential)
            let part = whole.limited(to: accepted)
            guard !part.matches.isEmpty else {
                return AcceptedPlan(
                    run: nil,
                    saved: [],
                    refused: accepted.keys.sorted().map { .init(request: $0, reason: nil) }
                )
            }
            let outcome = try await saving(part, as: credential)
            let saved = outcome.matches.map(\.request)
            let stale = Dictionary(outcome.stale.map { ($0.request, $0.reason) }) { first, _ in first }
            let refused = Set(accepted.keys).subtracting(saved).sorted().map { request in
                AcceptedPlan.Refused(
                    request: request,
                    reason: stale[request].map { StaleText.sentence($0, in: language) }
                )
            }
            return AcceptedPlan(run: outcome.run, saved: saved, refused: refused)
        }
    }
}

extension MatchOutcome {
    /// The same plan with no rows but those `accepted`.
    fileprivate func limited(to accepted: [LectureRequest.ID: Presenter.ID]) -> MatchOutcome {
        let kept = matches.filter { accepted[$0.request] == $0.presenter }
        return MatchOutcome(
            matches: kept,
            unmatched: [],
            stale: [],
            solved: solved,
            topics: topics,
            today: today
        )
    }
}
