import KodanDomain
import KodanImport
import KodanMatching
import KodanService
import KodanStore

/// What a match found, in the names of whoever asked: ids of the database or of a spreadsheet.
struct MatchAnswer {
    /// A request or a presenter.
    struct Label {
        let id: String
        /// What it is called; empty where the id has to do.
        var name = ""
    }

    /// A request with its presenter.
    struct Assignment {
        let request: Label
        let presenter: Label
        let option: MatchingOption
        let load: Int
        var total: Int { option.terms.total + load }
    }

    /// A request without one.
    struct Unmatched {
        let request: Label
        let reason: UnmatchedRequest.Reason
    }

    let assignments: [Assignment]
    let unmatched: [Unmatched]
    /// Requests whose rows were not saved, since something changed meanwhile.
    var stale: [String] = []
    /// Rows of spreadsheets that were left out.
    var skippedRows = 0
    /// The problem and its plan.
    let solved: SolvedMatch

    /// What the assignments cost together, in equivalent minutes.
    var assignedCost: Int { assignments.reduce(0) { $0 + $1.total } }

    /// The answer to a match of the database.
    init(_ outcome: MatchOutcome) {
        let kept = Set(outcome.matches.map(\.request.rawValue))
        assignments = outcome.solved.plan.assignments.filter { kept.contains($0.option.request) }.map {
            Assignment(
                request: Label(id: LectureRequest.ID($0.option.request).description),
                presenter: Label(id: Presenter.ID($0.option.presenter).description),
                option: $0.option,
                load: $0.load
            )
        }
        unmatched = outcome.unmatched.map {
            Unmatched(request: Label(id: $0.request.description), reason: $0.reason)
        }
        stale = outcome.stale.sorted().map(\.description)
        solved = outcome.solved
    }

    /// The answer to a match of spreadsheets.
    init(_ solved: SolvedMatch, of facts: SheetFacts, skippedRows: Int) {
        func request(_ key: RequestKey) -> Label {
            facts.row(ofRequest: key).map { Label(id: $0.id, name: $0.title) } ?? Label(id: "\(key)")
        }
        func presenter(_ key: PresenterKey) -> Label {
            facts.row(ofPresenter: key).map { Label(id: $0.id, name: $0.name) } ?? Label(id: "\(key)")
        }
        assignments = solved.plan.assignments.map {
            Assignment(
                request: request($0.option.request),
                presenter: presenter($0.option.presenter),
                option: $0.option,
                load: $0.load
            )
        }
        unmatched = solved.plan.unmatched.compactMap { entry in
            solved.reasons[entry.request].map { Unmatched(request: request(entry.request), reason: $0) }
        }
        self.skippedRows = skippedRows
        self.solved = solved
    }
}
