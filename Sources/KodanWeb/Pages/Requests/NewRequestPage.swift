import KodanDomain
import KodanPages
import KodanService
import KodanText

/// The form of a new request, for organizations, and for presenters who hold a lecture themselves.
enum NewRequestPage {
    static let route = PageRoute(
        "/requests/new",
        roles: [.host, .presenter],
        steps: ["submit": .changes(submit)],
        show: show
    )

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

    @Sendable private static func submit(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        guard form.isTicked("consent") else { throw Problem.missing("consent") }
        var form = form
        form.set("consent", nil)
        for index in 0..<RequestFormTexts.slotCount { form = form.withSpan("slots/\(index)") }
        if let postal = form["venue/postal_code"] {
            form.set("venue/municipality", try await municipality(of: postal, visit))
            form.set("venue/postal_code", nil)
        }
        let body = form.body(
            numbers: ["expected_attendance", "required_level", "printed_copies"],
            flags: ["open_to_public"],
            lists: ["slots"]
        )
        let draft = try RequestFields(body).draft(body)
        let id = try await SubmitRequest(office: visit.office)(draft, as: try visit.session())
        return PagePath("/requests/\(id)", done: "submitted")
    }

    /// The municipality in which a postal code lies.
    private static func municipality(of text: String, _ visit: Visit) async throws -> String {
        let faults = Faults(language: .japanese)
        faults.add("/venue/postal_code", .postalCode)
        guard let code = try? PostalCode(text) else { throw faults.problem }
        do {
            let towns = try await ReadVocabulary(office: visit.office).towns(
                at: code,
                as: try visit.session()
            )
            let municipalities = Set(towns.map(\.municipality))
            guard municipalities.count == 1, let only = municipalities.first else { throw faults.problem }
            return only.digits
        } catch Refusal.notFound { throw faults.problem }
    }
}
