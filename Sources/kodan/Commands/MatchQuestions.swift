import KodanDomain
import KodanExport
import KodanMatching
import KodanService
import KodanText

/// What is asked about a plan beyond the plan itself, and the answers.
struct MatchQuestions {
    /// How many shortages are told.
    static let shortagesAtMost = 5

    /// One request in full.
    struct Explained {
        let request: MatchAnswer.Label
        /// Nil for a request that has no part in the problem, since all its wished times have passed.
        let explanation: RequestExplanation?
    }

    /// Where one more presenter would help.
    struct Shortage {
        let capital: PrefectureCapital
        let topic: String
        let scarcity: Scarcity
    }

    /// The requests that were asked about, in that order.
    var explained: [Explained] = []
    /// Where presenters are missing most; nil if nobody asked.
    var shortages: [Shortage]?
    /// How evenly lectures are shared out.
    let fairness: [Fairness]

    /// Answers about `answer`: why `requests` are given to whom they are, and where in `capitals` presenters are
    /// missing, unless that is nil.
    init(
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
