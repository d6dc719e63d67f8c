import KodanDomain
import KodanPages
import KodanService

/// Offers: a presenter answers, with their session or by the offer's own link.
enum OfferPages {
    private static let readers: Set<Role> = [.presenter, .coordinator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/offers", roles: readers.subtracting([.presenter]), show: list),
        PageRoute(
            "/offers/:id",
            roles: readers,
            link: .offer,
            steps: [
                "accept": .changes(accept), "decline": .changes(decline), "extend": .changes(extend),
                "withdraw": .changes(withdraw),
            ],
            show: offer
        ),
    ]

    /// All offers, those that were made last first, or those in a state; with `soon` those that end within a day.
    @Sendable private static func list(_ visit: Visit) async throws -> PageContent {
        let asked = visit.asked(["state", "soon"])
        let isSoon = asked["soon"] == "true"
        let state: OfferState? = isSoon ? .sent : asked["state"].flatMap { OfferState(rawValue: $0) }
        var filter = OfferFilter()
        filter.states = state.map { [$0] } ?? []
        filter.isNewestFirst = !isSoon
        if isSoon { filter.dueBefore = visit.office.clock.now().adding(minutes: 24 * 60) }
        let page = try await ReadOffers(office: visit.office)(
            filter,
            after: visit.after(),
            as: try visit.session()
        )
        return OfferTexts.list(
            page.items,
            state: state,
            isSoon: isSoon,
            next: visit.more(page.next, asking: asked)
        )
    }

    @Sendable private static func offer(_ visit: Visit) async throws -> PageContent {
        let brief = try await ReadOffers(office: visit.office).brief(try visit.key(), as: try visit.asker())
        return OfferTexts.page(
            brief.offer,
            brief.request,
            topic: brief.request.topicName,
            municipality: brief.place,
            fee: brief.fee.map { ($0.fee, $0.tax) },
            travel: brief.travel,
            journey: brief.journey,
            now: visit.office.clock.now(),
            mayAnswer: visit.role == .presenter,
            isSteered: visit.role == .coordinator,
            done: visit.done
        )
    }

    @Sendable private static func accept(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        _ = try await AcceptOffer(office: visit.office)(
            id,
            onBehalfOf: try caller(form, visit),
            as: try visit.asker()
        )
        return PagePath(visit.path("/offers/\(id)"), done: "accepted")
    }

    @Sendable private static func decline(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        let caller = try caller(form, visit)
        let body = form.withoutCaller.body()
        let ground = body.choice("ground", of: DeclineGround.self)
        let reason = body.text("reason", .optional)
        try body.end()
        guard let ground else { throw body.faults.problem }
        try await DeclineOffer(office: visit.office)(
            id,
            because: reason ?? OfferTexts.name(of: ground),
            ground: ground,
            onBehalfOf: caller,
            as: try visit.asker()
        )
        return PagePath(visit.path("/offers/\(id)"), done: "declined")
    }

    /// Who phoned, where a coordinator answers: they never answer for themselves.
    private static func caller(_ form: TypedForm, _ visit: Visit) throws(Problem) -> String? {
        visit.role == .coordinator ? try form.namedCaller() : nil
    }

    @Sendable private static func extend(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        var form = form.withSpan("deadline")
        // What was typed in part, or not at all, is told beside the day.
        form.set("deadline/day", form["deadline/start"] ?? "-")
        form.set("deadline/start", nil)
        let body = form.body()
        let part = body.part("deadline")
        let deadline = part?.instant("day")
        let reason = body.reason()
        try body.end()
        guard let deadline else { throw body.faults.problem }
        try await ExtendOffer(office: visit.office)(
            id,
            until: deadline,
            because: reason,
            as: try visit.session()
        )
        return PagePath("/offers/\(id)", done: "extended")
    }

    @Sendable private static func withdraw(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        try await WithdrawOffer(office: visit.office)(
            id,
            because: form.reason,
            as: try visit.session()
        )
        return PagePath("/offers/\(id)", done: "withdrawn")
    }
}
