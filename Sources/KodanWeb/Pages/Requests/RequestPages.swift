import KodanDomain
import KodanPages
import KodanService
import KodanText

/// Requests: the list, the page of one, and what may be done with it.
enum RequestPages {
    private static let readers: Set<Role> = [.host, .presenter, .coordinator, .auditor]

    static let routes: [PageRoute] =
        [
            PageRoute("/requests", roles: readers, show: list),
            PageRoute(
                "/requests/:id",
                roles: Set(Role.allCases),
                link: .request,
                steps: [
                    "screen": .changes(screen), "offer": .changes(offer), "cancel": .changes(cancel),
                    "reschedule": .changes(reschedule),
                    "hand_over": .changes(handOver), "receive": .changes(receive),
                    "anonymize": .changes(anonymize),
                ],
                show: request
            ),
            PageRoute("/handed-over") { _ in RequestTexts.handedOver },
        ] + RequestFormPages.routes

    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        var filter = RequestFilter()
        let state = visit.query("state").flatMap { RequestState(rawValue: $0) }
        filter.states = state.map { [$0] } ?? []
        filter.text = visit.query("text")
        filter.needsAttention = visit.query("waiting") == "true"
        // What waits is begun with what waits longest; else people look for what was asked lately.
        filter.isNewestFirst = !filter.needsAttention
        let page = try await ReadRequests(office: visit.office)(
            filter,
            after: visit.query("after").flatMap(LectureRequest.ID.init),
            as: try visit.session()
        )
        var next: String?
        if let after = page.next {
            next = "/requests?after=\(after)"
            if let state { next? += "&state=\(state.rawValue)" }
            if let text = filter.text { next? += "&text=\(text.percentEncoded)" }
            if filter.needsAttention { next? += "&waiting=true" }
        }
        let choice = RequestListTexts.Choice(
            state: state,
            text: filter.text ?? "",
            waitsForMe: filter.needsAttention
        )
        return RequestListTexts.page(page.items, choice, next: next)
    }

    @Sendable private static func request(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.asker()
        let id: LectureRequest.ID = try visit.key()
        let (found, status) = try await ReadRequests(office: visit.office).standing(of: id, as: asker)
        var offers: [OfferSummary] = []
        if [.coordinator, .auditor].contains(visit.role) {
            var filter = OfferFilter()
            filter.request = id
            offers = try await ReadOffers(office: visit.office)(filter, as: asker).items
        }
        var materials: [Block] = []
        if let assignment = found.assignment {
            materials = try await visit.materials(
                of: assignment.id,
                isSelfHosted: found.summary.askingPresenter != nil
            )
        }
        return RequestTexts.page(
            found,
            RequestTexts.Surroundings(
                status: status,
                topic: found.topicName,
                offers: offers,
                materials: materials,
                role: visit.role ?? .auditor,
                done: visit.done,
                path: visit.path
            )
        )
    }

    @Sendable private static func screen(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let reason = form.reason
        let (decision, done): (ScreeningDecision, String) =
            switch form["decision"] {
            case "approve": (.approve, "approved")
            case "send_back": (.sendBack(corrections: reason), "sent_back")
            case "reject": (.reject(reason: reason), "rejected")
            default: throw Problem.missing("decision")
            }
        let excess = try await ScreenRequest(office: visit.office)(id, decision, as: try visit.session())
        return PagePath("/requests/\(id)", done: excess == nil ? done : "approved_over")
    }

    @Sendable private static func offer(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        _ = try await SendOffers(office: visit.office)(id, as: try visit.session())
        return PagePath("/requests/\(id)", done: "offered")
    }

    @Sendable private static func cancel(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        try await CancelRequest(office: visit.office)(
            id,
            by: try visit.side(form),
            because: form.reason,
            onBehalfOf: form.caller,
            as: try visit.asker()
        )
        return PagePath(visit.path("/requests/\(id)"), done: "cancelled")
    }

    @Sendable private static func reschedule(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        var wishes = form.withoutCaller
        for name in (0..<RequestFormTexts.slotCount).map({ "slots/\($0)" }) where wishes.says(name) {
            for part in ["day", "from"] where wishes["\(name)/\(part)"] == nil {
                throw Problem.missing("\(name)/\(part)")
            }
            wishes = wishes.withSpan(name)
        }
        let body = wishes.body(lists: ["slots"])
        let slots = body.slots()
        try body.end()
        guard let slots else { throw body.faults.problem }
        try await RescheduleRequest(office: visit.office)(
            id,
            to: slots,
            onBehalfOf: visit.role == .coordinator ? form.caller : nil,
            as: try visit.asker()
        )
        return PagePath(visit.path("/requests/\(id)"), done: "rescheduled")
    }

    @Sendable private static func receive(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        try await visit.receive(form)
        return PagePath(visit.path("/requests/\(id)"), done: "received")
    }

    @Sendable private static func anonymize(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        return try await visit.anonymize(.contact(id), form, shownAt: "/requests/\(id)")
    }

    @Sendable private static func handOver(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let body = form.body()
        let contact = body.contact()
        let caller = body.text("on_behalf_of", .optional)
        try body.end()
        guard let contact else { throw body.faults.problem }
        try await HandOverRequest(office: visit.office)(
            id,
            to: contact,
            onBehalfOf: visit.role == .coordinator ? caller : nil,
            as: try visit.asker()
        )
        // The link by which somebody came serves no more.
        return visit.link == nil ? PagePath("/requests/\(id)", done: "handed_over") : PagePath("/handed-over")
    }
}
