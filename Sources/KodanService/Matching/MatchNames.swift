import KodanDomain
import KodanMatching
import KodanStore
import KodanText

/// What the presenters and requests of a match are called, read with its facts.
struct MatchNames: Sendable {
    private let presenters: [Presenter.ID: String]
    private let requests: [LectureRequest.ID: (title: String, host: String?)]

    /// The names of these presenters and requests.
    init(presenters: [Presenter.ID: String], requests: [MatchingCandidate]) {
        self.presenters = presenters
        self.requests = requests.reduce(into: [:]) { $0[$1.id] = ($1.title, $1.host) }
    }

    /// The name of a presenter; their key where it is not known.
    func name(of presenter: Presenter.ID) -> String { presenters[presenter] ?? "\(presenter)" }

    /// The title of a request; its key where it is not known.
    func title(of request: LectureRequest.ID) -> String { requests[request]?.title ?? "\(request)" }

    /// Who asks; nothing where that is not known.
    func host(of request: LectureRequest.ID) -> String { requests[request]?.host ?? "" }

    /// The same for sentences, with `label` of a request's key and title.
    func explained(
        _ label: @escaping @Sendable (_ request: LectureRequest.ID, _ title: String) -> String
    ) -> ExplanationNames {
        ExplanationNames(
            presenter: { key in name(of: Presenter.ID(key)) },
            request: { key in
                let id = LectureRequest.ID(key)
                return requests[id].map { label(id, $0.title) } ?? "\(id)"
            }
        )
    }
}
