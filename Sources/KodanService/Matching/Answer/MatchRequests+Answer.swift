package import KodanDomain
import KodanMatching
import KodanStore
import Postgres

/// What is asked of a match over HTTP.
package struct MatchQuestion: Sendable {
    /// How many requests may be explained at once.
    package static let explainedAtMost = 20

    /// Whether the plan is saved; else it is only looked at.
    package var isSaved: Bool
    /// Which of the open requests are matched.
    package var scope: MatchScope
    /// The requests that are explained in full, at most ``explainedAtMost``.
    package var explained: [LectureRequest.ID]
    /// Whether it is told where one more presenter would help most.
    package var wantsScarcity: Bool

    /// A question.
    package init(
        isSaved: Bool,
        scope: MatchScope = .everything,
        explained: [LectureRequest.ID] = [],
        wantsScarcity: Bool = false
    ) {
        self.isSaved = isSaved
        self.scope = scope
        self.explained = explained
        self.wantsScarcity = wantsScarcity
    }
}

extension MatchRequests {
    /// The optimal plan with everything that was asked about it, saved if the question says so.
    ///
    /// As ``callAsFunction(save:scope:expecting:as:)``, whose refusals are its own; reasons take longer than the plan,
    /// so they count as part of the one run at a time.
    package func answer(_ question: MatchQuestion, as credential: Credential) async throws -> MatchJSON {
        try await office.alone(
            in: .matching,
            for: .coordinator,
            as: credential,
            otherwise: .matchRunning
        ) {
            let scope = question.isSaved ? question.scope.atPresent : question.scope
            var outcome = try await proposal(scope, expecting: question.explained, as: credential)
            let capitals = question.wantsScarcity ? try await capitals(as: credential) : nil
            if question.isSaved { outcome = try await saving(outcome, as: credential) }
            let found = outcome
            return try await office.plans.compute { try reply(found, question, capitals) }
        }
    }

    private func capitals(as credential: Credential) async throws -> [PrefectureCapital] {
        try await office.transaction(as: credential, TransactionOptions(readOnly: true)) { desk in
            try PrefectureCapital.stored(desk)
        }
    }

    private func reply(
        _ outcome: MatchOutcome,
        _ question: MatchQuestion,
        _ capitals: [PrefectureCapital]?
    ) throws -> MatchJSON {
        let answer = MatchAnswer(outcome)
        var made: SolvedReasons?
        let questions = try MatchQuestions(
            about: answer,
            requests: question.explained.map(\.description),
            capitals: capitals
        ) {
            let reasons = try made ?? SolvedReasons(outcome.solved)
            made = reasons
            return reasons
        }
        return MatchJSON(answer, questions, run: outcome.run)
    }
}
