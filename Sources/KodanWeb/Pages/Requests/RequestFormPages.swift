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
            rules: rules
        )
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
        let id = try await SubmitRequest(office: visit.office)(
            try await draft(form.withoutCaller, visit),
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
        try await completed(form, in: visit.office).read { body in try RequestFields(body).draft(body) }
    }

    /// What was typed of a request, as the API reads it: times as spans, the municipality instead of the postal code,
    /// one text for the equipment.
    ///
    /// Without consent to the rules, and with a postal code that there is not, it is no request.
    static func completed(_ typed: TypedForm, in office: Office) async throws -> CompletedRequest {
        var wrong: [Problem.Entry] = []
        if !typed.isTicked("consent") { wrong += Problem.missing("consent", .agreement).errors }
        var form = typed
        form.set("consent", nil)
        for index in 0..<RequestFormTexts.slotCount {
            let name = "slots/\(index)"
            let missed = ["day", "from"].first { typed["\(name)/\($0)"] == nil }
            if let missed, typed.says(name) {
                wrong += Problem.missing("\(name)/\(missed)").errors
            }
            form = form.withSpan(name)
        }
        if let postal = form["venue/postal_code"] {
            let (place, faults) = try await office.place(of: postal, field: "venue/postal_code")
            wrong += faults
            form.set("venue/municipality", place)
            form.set("venue/postal_code", nil)
        }
        // A correction may make a lecture one without a venue.
        if form["place"] == "online", form["venue/name"] == nil, form["venue/address"] == nil {
            form.set("venue/municipality", nil)
        }
        let ticked = RequestFormTexts.equipment.filter { form.isTicked($0.name) }
        form.set(
            "equipment",
            RequestFormTexts.equipmentText(ticked: ticked.map(\.text), written: form["equipment"])
        )
        for entry in RequestFormTexts.equipment { form.set(entry.name, nil) }
        return CompletedRequest(form: form, wrong: wrong)
    }
}

/// What was typed of a request, as the API reads it.
struct CompletedRequest {
    let form: TypedForm
    /// What is wrong with that which only the page asks for.
    var wrong: [Problem.Entry]

    /// What `take` makes of it; each field that is missed of the parts that have to be there, of `parts` too, is named.
    ///
    /// Throws ``Problem`` with all that is wrong at once, and what else `take` throws.
    func read<Found>(parts: Set<String> = [], _ take: (Form) throws -> Found) throws -> Found {
        let hasVenue = form["place"].flatMap { PlaceCode(rawValue: $0) }.map { $0 != .online } ?? false
        let body = form.body(
            numbers: ["expected_attendance", "required_level", "printed_copies"],
            flags: ["open_to_public"],
            lists: ["slots", "excluded_presenters"],
            parts: parts.union(hasVenue ? ["contact", "venue"] : ["contact"])
        )
        let found: Found
        do {
            found = try take(body)
        } catch let problem as Problem {
            guard !problem.errors.isEmpty else { throw problem }
            let others = problem.errors.filter { !isOfMissedPart($0.pointer) }
            let told = Set(others.map(\.pointer))
            throw Problem.invalid(others + wrong.filter { !told.contains($0.pointer) })
        }
        guard wrong.isEmpty else { throw Problem.invalid(wrong) }
        return found
    }

    /// Whether the API misses at `pointer` what is named already as a part of a time that was not typed.
    private func isOfMissedPart(_ pointer: String?) -> Bool {
        guard let pointer else { return false }
        let missed = Set(wrong.compactMap(\.pointer))
        if pointer == "/slots" { return missed.contains("/slots/0/day") }
        guard pointer.hasSuffix("/start") else { return false }
        return missed.contains(pointer.dropLast("start".count) + "from")
    }
}
