import KodanDomain
import KodanPages
import KodanService

/// The form of a request, for organizations, and for presenters who hold a lecture themselves: a new one, and one that
/// was sent back.
enum RequestFormPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/requests/new",
            roles: [.host, .presenter, .coordinator],
            steps: ["submit": .changes(submit)],
            show: show
        ),
        PageRoute(
            "/requests/:id/correction",
            roles: [.host, .presenter, .coordinator],
            link: .request,
            steps: ["submit": .changes(correct)],
            show: showCorrection
        ),
    ]

    @Sendable private static func show(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let writer: RequestFormTexts.Writer
        switch (visit.role, visit.own?.actor.presenter) {
        case (.coordinator, _): writer = .coordinator(visit.query("organization") ?? "")
        case (.presenter, let presenter?): writer = .presenter(presenter)
        default: writer = .host
        }
        let delivery: Delivery = visit.role == .presenter ? .selfHosted : .dispatched
        let rules = try await ReadProgrammes(office: visit.office)(
            on: visit.office.clock.now().date,
            as: asker
        ).items.map(\.programme).filter { $0.delivery == delivery }
        let organizations =
            visit.role == .host ? try await ReadOrganizations(office: visit.office)(as: asker).items : []
        return RequestFormTexts.page(
            RequestFormTexts.Choices(
                programmes: rules.map { ($0.code.text, $0.name) },
                topics: try await ReadVocabulary(office: visit.office)(.topic, as: asker)
                    .map { ($0.code, $0.japanese) },
                organizations: organizations.map { ("\($0.id)", $0.name) },
                presenters: visit.role == .host ? try await earlierPresenters(visit, asker) : []
            ),
            for: writer,
            rules: rules,
            like: try await earlier(visit, asker)
        )
    }

    /// The request that is asked for once more, if its reader may see it; nil where none is named.
    private static func earlier(_ visit: Visit, _ asker: Credential) async throws -> RequestDetail? {
        guard let text = visit.query("like") else { return nil }
        guard let id = LectureRequest.ID(text) else { throw Refusal.notFound(String(text.prefix(40))) }
        return try await ReadRequests(office: visit.office)(id, as: asker)
    }

    /// Who lectured for the host before, each once, by name.
    private static func earlierPresenters(
        _ visit: Visit,
        _ asker: Credential
    ) async throws -> [(value: String, text: String)] {
        var filter = AssignmentFilter()
        filter.states = [.delivered]
        let lectures = try await ReadAssignments(office: visit.office)(filter, limit: .most, as: asker).items
        let names = lectures.map { ("\($0.presenter)", $0.presenterName ?? "\($0.presenter)") }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { ($0.key, $0.value) }
    }

    @Sendable private static func showCorrection(_ visit: Visit) async throws -> PageContent {
        let id: LectureRequest.ID = try visit.key()
        let asker = try visit.asker()
        let found = try await ReadRequests(office: visit.office)(id, as: asker)
        guard found.summary.state == .returned else { throw Refusal.requestState(id, found.summary.state) }
        let topics = try await ReadVocabulary(office: visit.office)(.topic, as: asker)
        let choices = RequestFormTexts.Choices(
            programmes: [],
            topics: topics.map { ($0.code, $0.japanese) },
            organizations: []
        )
        return RequestFormTexts.correction(of: found, choices)
    }

    @Sendable private static func submit(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        var named = form.withoutCaller
        // A host chooses among its own; the office and presenters type whom they mean.
        if visit.role != .host { named = try await visit.organizationsNamed(["organization"], in: named) }
        if visit.role == .coordinator {
            named = try await visit.presentersNamed(
                ["preferred_presenter", "excluded_presenters/0/presenter"],
                in: named
            )
        }
        let id = try await SubmitRequest(office: visit.office)(
            try await draft(named, visit),
            onBehalfOf: visit.role == .coordinator ? form.caller : nil,
            as: try visit.session()
        )
        return PagePath("/requests/\(id)", done: "submitted")
    }

    @Sendable private static func correct(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        try await CorrectRequest(office: visit.office)(
            id,
            try await draft(form, visit),
            as: try visit.asker()
        )
        return PagePath(visit.path("/requests/\(id)"), done: "corrected")
    }

    private static func draft(_ form: TypedForm, _ visit: Visit) async throws -> RequestDraft {
        let completed = try await CompletedRequest(form, in: visit.office)
        return try completed.read { body in try RequestFields(body).draft(body) }
    }
}
