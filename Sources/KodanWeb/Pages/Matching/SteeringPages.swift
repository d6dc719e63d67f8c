import KodanDomain
import KodanPages
import KodanService
import KodanText

/// A coordinator steers who is asked for a request, and asks why it is given to whom it is.
enum SteeringPages {
    static let routes: [PageRoute] = [
        PageRoute(
            "/requests/:id/matching",
            roles: [.coordinator],
            steps: [
                "order": .changes(order), "exclude": .changes(exclude), "ask": .changes(ask),
                "assign": .changes(assign), "lift_exclusion": .changes(lift),
            ],
            show: steering
        ),
        PageRoute("/requests/:id/explanation", roles: [.coordinator], worksLong: true, show: explanation),
    ]

    @Sendable private static func steering(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let id: LectureRequest.ID = try visit.key()
        var filter = OfferFilter()
        filter.request = id
        let request = try await ReadRequests(office: visit.office)(id, as: asker)
        let order = try await OrderAsking(office: visit.office)(of: id, as: asker)
        let asked = visit.query("presenter").flatMap(Presenter.ID.init)
        let presenters =
            order.presenters + request.excludedPresenters.map(\.presenter) + (asked.map { [$0] } ?? [])
        return SteeringTexts.page(
            request,
            order: order,
            names: try await visit.names(of: presenters.map(\.description)),
            offers: try await ReadOffers(office: visit.office)(filter, as: asker).items,
            presenter: asked,
            done: visit.done
        )
    }

    @Sendable private static func explanation(_ visit: Visit) async throws -> PageContent {
        let asker = try visit.session()
        let id: LectureRequest.ID = try visit.key()
        let typed = visit.query("presenter").map { ["presenter": $0] } ?? [:]
        var form = TypedForm(values: typed)
        var unclear: Problem?
        do {
            form = try await visit.presentersNamed(["presenter"], in: form)
        } catch let problem as Problem {
            (form, unclear) = (TypedForm(values: [:]), problem)
        }
        let found = try await ExplainRequest(office: visit.office)(
            id,
            about: form["presenter"].flatMap(Presenter.ID.init),
            in: .japanese,
            as: asker
        )
        let page = ExplanationTexts.page(
            id,
            title: found.title,
            ExplanationTexts.Reasons(found),
            isOnHold: found.standing == .onHold,
            asked: form["presenter"] ?? ""
        )
        return unclear.map { page.refilled("search", typed, $0.faults) } ?? page
    }

    @Sendable private static func order(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let places = (0..<AskingOrder.limit).map { "presenters/\($0)" }
        let form = try await visit.presentersNamed(places, in: form)
        let (order, reason) = try form.body(lists: ["presenters"]).askingOrder()
        try await OrderAsking(office: visit.office)(order, for: id, because: reason, as: try visit.session())
        return PagePath("/requests/\(id)/matching", done: "ordered")
    }

    @Sendable private static func exclude(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let body = try await visit.presentersNamed(["presenter"], in: form).body()
        let presenter: Presenter.ID? = body.key("presenter")
        let reason = body.reason()
        try body.end()
        guard let presenter else { throw body.faults.problem }
        try await ExcludePresenter(office: visit.office)(
            presenter,
            from: id,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/requests/\(id)/matching", done: "excluded")
    }

    @Sendable private static func lift(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let body = form.body()
        let presenter: Presenter.ID? = body.key("presenter")
        let reason = body.reason()
        let caller = body.onBehalfOf()
        try body.end()
        guard let presenter else { throw body.faults.problem }
        try await ExcludePresenter(office: visit.office).lift(
            presenter,
            from: id,
            because: reason,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/requests/\(id)/matching", done: "exclusion_lifted")
    }

    @Sendable private static func ask(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let form = try await visit.presentersNamed(["presenter"], in: form)
        let body = form.body(flags: ["override", "send"])
        let choice = body.chosenPresenter()
        try body.end()
        guard let choice else { throw body.faults.problem }
        _ = try await AskPresenter(office: visit.office)(choice, for: id, as: try visit.session())
        return PagePath("/requests/\(id)/matching", done: choice.isSent ? "asked" : "queued")
    }

    @Sendable private static func assign(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: LectureRequest.ID = try visit.key()
        let form = try await visit.presentersNamed(["presenter"], in: form)
        let body = form.body(flags: ["override"])
        let choice = body.chosenPresenter()
        let caller = body.onBehalfOf()
        try body.end()
        guard let choice else { throw body.faults.problem }
        guard let caller else { throw Problem.missing("on_behalf_of") }
        let assignment = try await AssignPresenter(office: visit.office)(
            choice,
            for: id,
            onBehalfOf: caller,
            as: try visit.session()
        )
        return PagePath("/lectures/\(assignment)", done: "assigned")
    }
}

extension ExplanationTexts.Reasons {
    /// What the use case says, as the page takes it.
    fileprivate init(_ found: RequestReasons) {
        self.init()
        sentences = found.sentences
        chosen = found.chosen
        others = found.others.map { ($0.presenter, $0.name, $0.during, $0.isOnline, $0.change) }
        eligible = found.eligible
        refusals = found.refusals.map { ($0.rule, $0.presenters) }
        judged = found.judged.map { judged in
            (
                judged.presenter, judged.name,
                judged.slots.map { ($0.during, $0.objections, $0.isHard) }
            )
        }
    }
}
