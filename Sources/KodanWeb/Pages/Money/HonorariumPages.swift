import KodanDomain
import KodanPages
import KodanService

/// Honoraria: what is owed, how each yen came about, and its correction in red and black.
enum HonorariumPages {
    static let routes: [PageRoute] = [
        PageRoute("/honoraria", roles: .accounting, show: list),
        PageRoute(
            "/honoraria/:id",
            roles: .accounting,
            steps: ["correct": .changes(correct), "cancel": .changes(cancel)]
        ) { visit in
            let id: Honorarium.ID = try visit.key()
            let asker = try visit.session()
            let (found, rates) = try await ReadHonoraria(office: visit.office)(id, as: asker)
            let overview = found.overview
            // Nobody else corrects.
            let corrects = visit.role == .accountant
            let ranks = corrects ? try await ReadVocabulary(office: visit.office)(.rank, as: asker) : []
            return HonorariumTexts.page(
                found,
                rates: rates,
                ranks: ranks,
                names: try await visit.names(overview.assignment, overview.payee, found.calculatedBy),
                role: visit.role ?? .auditor,
                done: visit.done
            )
        },
        PageRoute("/honoraria/:id/walk", roles: .accounting) { visit in
            let id: Honorarium.ID = try visit.key()
            return WalkTexts.page(try await ExplainPayment(office: visit.office)(id, as: try visit.session()))
        },
    ]

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["state", "from", "to"])
        let choice = HonorariumTexts.Choice(
            state: asked["state"].flatMap { HonorariumState(rawValue: $0) },
            from: asked["from"] ?? "",
            to: asked["to"] ?? ""
        )
        let typed = TypedForm(values: asked)
        let form = typed.body()
        let question = HonorariumQuestion(
            state: form.choice("state", .optional, of: HonorariumState.self),
            from: form.day("from", .optional),
            to: form.day("to", .optional)
        )
        do {
            try form.end()
        } catch {
            return HonorariumTexts.list([], choice, ThingNames(), next: nil).refilled(
                "search",
                asked,
                error.faults
            )
        }
        let page = try await ReadHonoraria(office: visit.office)(
            question,
            // What is still to be paid begins with what waits longest.
            isNewestFirst: question.state != .calculated,
            after: visit.after(),
            as: try visit.session()
        )
        let keys = page.items.flatMap { ["\($0.assignment)", "\($0.payee)"] }
        return HonorariumTexts.list(
            page.items,
            choice,
            try await visit.names(of: keys),
            next: visit.more(page.next, asking: asked)
        )
    }

    @Sendable private static func correct(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Honorarium.ID = try visit.key()
        let body = form.body(numbers: [
            "minutes", "travel_to_presenter", "travel_directly", "consumption_tax",
        ])
        let correction = body.correction()
        let reason = body.reason()
        try body.end()
        return try await correct(id, by: correction, reason, done: "corrected", visit)
    }

    @Sendable private static func cancel(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Honorarium.ID = try visit.key()
        return try await correct(id, by: nil, form.reason, done: "cancelled", visit)
    }

    /// Leads to the black entry, or to the red one where nothing takes its place.
    private static func correct(
        _ id: Honorarium.ID,
        by correction: HonorariumCorrection?,
        _ reason: String,
        done: String,
        _ visit: Visit
    ) async throws -> PagePath {
        let corrected = try await CorrectHonorarium(office: visit.office)(
            id,
            by: correction,
            reason: reason,
            as: try visit.session()
        )
        return PagePath("/honoraria/\(corrected.black ?? corrected.red)", done: done)
    }
}
