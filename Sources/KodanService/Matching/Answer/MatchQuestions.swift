import KodanDomain
package import KodanMatching

/// What is asked about a plan beyond the plan itself, and the answers.
package struct MatchQuestions {
    /// How many shortages are told.
    package static let shortagesAtMost = 5

    /// One request in full.
    package struct Explained {
        package let request: MatchAnswer.Label
        /// Nil for a request that has no part in the problem, since all its wished times have passed.
        package let explanation: RequestExplanation?
    }

    /// Where one more presenter would help.
    package struct Shortage {
        package let capital: PrefectureCapital
        package let topic: String
        package let scarcity: Scarcity
    }

    /// The requests that were asked about, in that order.
    package var explained: [Explained] = []
    /// Where presenters are missing most; nil if nobody asked.
    package var shortages: [Shortage]?
    /// How evenly lectures are shared out.
    package let fairness: [Fairness]

    /// Answers about `answer`: why `requests` are given to whom they are, and where in `capitals` presenters are
    /// missing, unless that is nil.
    package init(
        about answer: MatchAnswer,
        requests: [String],
        capitals: [PrefectureCapital]?,
        _ reasons: () throws -> SolvedReasons
    ) throws {
        fairness = answer.solved.fairness(of: answer.assignments)
        if !requests.isEmpty {
            let explanations = try reasons().explanations()
            explained = requests.compactMap { id in
                answer.key(id).map { key in
                    Explained(
                        request: answer.labels.request(key),
                        explanation: explanations.explanation(of: key, notBefore: answer.today)
                    )
                }
            }
        }
        guard let capitals else { return }
        shortages = try reasons().scarcities(
            MatchQuestions.shortagesAtMost,
            among: capitals.map(\.point)
        ).compactMap { scarcity in
            capitals.first { $0.prefecture.number == scarcity.prefecture }.map { capital in
                Shortage(
                    capital: capital,
                    topic: answer.labels.topic(scarcity.topic),
                    scarcity: scarcity
                )
            }
        }
    }
}
