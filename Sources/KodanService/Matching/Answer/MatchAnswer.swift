package import KodanDomain
import KodanImport
package import KodanMatching
import KodanStore
package import KodanText

/// What a match found, in the names of whoever asked: ids of the database or of a spreadsheet.
package struct MatchAnswer {
    /// A request or a presenter.
    package struct Label {
        package let id: String
        /// What it is called; empty where the id has to do.
        package var name = ""
        /// Both, as people see them.
        package var words: String { name.isEmpty ? id : "\(id) \(name)" }
    }

    /// A request without a presenter.
    package struct Unmatched {
        package let request: Label
        package let reason: UnmatchedRequest.Reason
    }

    /// A row that was not saved, since something changed meanwhile.
    package struct Stale {
        package let request: Label
        package let presenter: Label?
        package let reason: StaleReason
    }

    /// What the matcher's keys stand for.
    package struct Labels: Sendable {
        package let request: @Sendable (RequestKey) -> Label
        package let presenter: @Sendable (PresenterKey) -> Label
        package let topic: @Sendable (TopicKey) -> String

        /// The words of requests and presenters.
        package var names: ExplanationNames {
            let (request, presenter) = (request, presenter)
            return ExplanationNames(
                presenter: { presenter($0).words },
                request: { request($0).words }
            )
        }
    }

    /// The assignments that hold: all of the plan's, or those that were saved.
    package let assignments: [MatchingPlan.Assignment]
    package let unmatched: [Unmatched]
    package let stale: [Stale]
    /// Rows of spreadsheets that were left out.
    package let skippedRows: Int
    /// The problem and its plan.
    package let solved: SolvedMatch
    package let labels: Labels
    /// The key of the request with an id; nil if it is not among those matched.
    package let key: (String) -> RequestKey?
    /// No earlier day is worth proposing.
    package let today: LocalDate

    /// What the assignments cost together, in equivalent minutes.
    package var assignedCost: Int { assignments.reduce(0) { $0 + $1.cost } }

    /// The answer to a match of the database.
    package init(_ outcome: MatchOutcome) {
        let kept = Set(outcome.matches.map(\.request.rawValue))
        assignments = outcome.solved.plan.assignments.filter { kept.contains($0.option.request) }
        unmatched = outcome.unmatched.map {
            Unmatched(request: Label(id: $0.request.description), reason: $0.reason)
        }
        stale = outcome.stale.map { row in
            Stale(
                request: Label(id: row.request.description),
                presenter: row.presenter.map { Label(id: $0.description) },
                reason: row.reason
            )
        }
        skippedRows = 0
        solved = outcome.solved
        let topics = outcome.topics
        labels = Labels(
            request: { Label(id: LectureRequest.ID($0).description) },
            presenter: { Label(id: Presenter.ID($0).description) },
            topic: { topics[$0]?.text ?? "" }
        )
        key = { LectureRequest.ID($0)?.rawValue }
        today = outcome.today
    }

    /// The answer to a match of spreadsheets, looked at on `today`.
    package init(_ solved: SolvedMatch, of facts: SheetFacts, skippedRows: Int, today: LocalDate) {
        let labels = Labels(
            request: { key in
                facts.row(ofRequest: key).map { Label(id: $0.id, name: $0.title) } ?? Label(id: "\(key)")
            },
            presenter: { key in
                facts.row(ofPresenter: key).map { Label(id: $0.id, name: $0.name) } ?? Label(id: "\(key)")
            },
            topic: { facts.word(ofTopic: $0) }
        )
        self.labels = labels
        assignments = solved.plan.assignments
        unmatched = solved.plan.unmatched.compactMap { entry in
            solved.reasons[entry.request].map {
                Unmatched(request: labels.request(entry.request), reason: $0)
            }
        }
        stale = []
        self.skippedRows = skippedRows
        self.solved = solved
        key = { facts.key(ofRequest: $0) }
        self.today = today
    }
}
