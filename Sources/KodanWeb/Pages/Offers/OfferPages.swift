import KodanDomain
import KodanPages
import KodanService

/// Offers: a presenter answers, with their session or by the offer's own link.
enum OfferPages {
    private static let readers: Set<Role> = [.presenter, .coordinator, .auditor]

    static let routes: [PageRoute] = [
        PageRoute("/offers", roles: readers.subtracting([.presenter])) { visit in
            let page = try await ReadOffers(office: visit.office)(
                after: visit.query("after").flatMap(Offer.ID.init),
                as: try visit.session()
            )
            return OfferTexts.list(page.items, next: page.next.map { "/offers?after=\($0)" })
        },
        PageRoute(
            "/offers/:id",
            roles: readers,
            link: .offer,
            steps: ["accept": .changes(accept), "decline": .changes(decline)],
            show: offer
        ),
    ]

    @Sendable private static func offer(_ visit: Visit) async throws -> PageContent {
        let brief = try await ReadOffers(office: visit.office).brief(try visit.key(), as: try visit.asker())
        return OfferTexts.page(
            brief.offer,
            brief.request,
            topic: brief.topic,
            municipality: brief.place,
            fee: brief.fee.map { ($0.fee, $0.tax) },
            now: visit.office.clock.now(),
            mayAnswer: visit.role == .presenter,
            done: visit.done
        )
    }

    @Sendable private static func accept(_ visit: Visit, _: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        _ = try await AcceptOffer(office: visit.office)(id, as: try visit.asker())
        return PagePath(visit.path("/offers/\(id)"), done: "accepted")
    }

    @Sendable private static func decline(_ visit: Visit, _ form: TypedForm) async throws -> PagePath {
        let id: Offer.ID = try visit.key()
        let body = form.body()
        let ground = body.choice("ground", of: DeclineGround.self)
        let reason = body.text("reason", .optional)
        try body.end()
        guard let ground else { throw body.faults.problem }
        try await DeclineOffer(office: visit.office)(
            id,
            because: reason ?? OfferTexts.name(of: ground),
            ground: ground,
            as: try visit.asker()
        )
        return PagePath(visit.path("/offers/\(id)"), done: "declined")
    }
}
