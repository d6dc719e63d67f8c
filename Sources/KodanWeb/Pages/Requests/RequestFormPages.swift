import KodanDomain
import KodanPages
import KodanService

/// The form of a request, for organizations, and for presenters who hold a lecture themselves: a new one, and one that was
/// sent back.
enum RequestFormPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/requests/new",
            roles: [.host, .presenter],
            steps: ["submit": .changes(submit)],
            show: show
        ),
        PageRoute(
            "/requests/:id/correction",
            roles: [.host, .presenter, .coordinator],
            steps: ["submit": .changes(correct)],
            show: showCorrection
        ),
    ]

    @Sendable private static func show(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let isPresenter = visit.role == .presenter
        let programmes = try await ReadProgrammes(office: visit.office)(
            on: visit.office.clock.now().date,
            as: asker
        ).items.map(\.programme).filter { ($0.delivery == .selfHosted) == isPresenter }
        let organizations =
            isPresenter ? [] : try await ReadOrganizations(office: visit.office)(as: asker).items
        return RequestFormTexts.page(
            RequestFormTexts.Choices(
                programmes: programmes.map { ($0.code.text, $0.name) },
                topics: try await ReadVocabulary(office: visit.office)(.topic, as: asker)
                    .map { ($0.code, $0.japanese) },
                organizations: organizations.map { ("\($0.id)", $0.name) }
            ),
            presenter: isPresenter ? visit.own?.actor.presenter : nil
        )
    }

    @Sendable private static func showCorrection(_ visit: Visit) async throws -> PageContent {
        let id: LectureRequest.ID = try visit.key()
        let asker = try visit.session()
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
        let draft = try await draft(form, visit)
        let id = try await SubmitRequest(office: visit.office)(draft, as: try visit.session())
        return PagePath("/requests/\(id)", done: "submitted")
    }

    @Sendable private static func correct(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let draft = try await draft(form, visit)
        try await CorrectRequest(office: visit.office)(id, draft, as: try visit.session())
        return PagePath("/requests/\(id)", done: "corrected")
    }

    private static func draft(_ form: TypedForm, _ visit: Visit) async throws -> RequestDraft {
        guard form.isTicked("consent") else { throw Problem.missing("consent") }
        var form = form
        form.set("consent", nil)
        for index in 0..<RequestFormTexts.slotCount { form = form.withSpan("slots/\(index)") }
        if let postal = form["venue/postal_code"] {
            form.set(
                "venue/municipality",
                try await visit.municipality(of: postal, field: "venue/postal_code")
            )
            form.set("venue/postal_code", nil)
        }
        // A correction may make a lecture one without a venue.
        if form["place"] == "online", form["venue/name"] == nil, form["venue/address"] == nil {
            form.set("venue/municipality", nil)
        }
        let body = form.body(
            numbers: ["expected_attendance", "required_level", "printed_copies"],
            flags: ["open_to_public"],
            lists: ["slots", "excluded_presenters"]
        )
        return try RequestFields(body).draft(body)
    }
}
