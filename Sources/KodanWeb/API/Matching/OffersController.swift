import Hummingbird
import KodanDomain
import KodanService

/// Offers, and their answers.
enum OffersController {
    private static let bindingRefusals = [
        "already_assigned", "two_lectures_at_once", "travel_does_not_fit", "own_organization",
    ]

    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/offers",
            "listOffers",
            .matching,
            "A presenter's own offers, or all",
            roles: .everybody.subtracting([.host]),
            query: [
                QueryParameter("request", .key(LectureRequest.self), "Only those for this request."),
                QueryParameter("presenter", .key(Presenter.self), "Only those to this presenter."),
                .states(OfferState.self),
                QueryParameter("due_before", .instant, "Only those with a deadline before this moment."),
                .after(Offer.self), .limit,
            ],
            answers: [.ok(.page(of: OfferBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/offers/{id}",
            "showOffer",
            .matching,
            "One offer",
            roles: .everybody.subtracting([.host]),
            answers: [.ok(OfferBody.schema)],
            use: show
        ),
        Operation(
            .post,
            "/v1/offers/{id}/acceptance",
            "acceptOffer",
            .matching,
            "Say yes",
            notes: "The first valid acceptance binds its presenter; the others who were asked are told.",
            roles: [.presenter, .coordinator],
            body: .json(.form([.onBehalfOf])),
            answers: [.created(MadeBody.schema(Assignment.self), "The presenter is bound.")],
            refusals: ["offer_state", "deadline_passed", "presenter_not_active"] + bindingRefusals,
            effect: .creates,
            use: accept
        ),
        Operation(
            .post,
            "/v1/offers/{id}/refusal",
            "declineOffer",
            .matching,
            "Say no",
            notes: """
                The next match heeds the ground: `not_that_day` asks for nothing else on it, `not_that_host` keeps the two
                apart, `too_far` makes the presenter's reach shorter than this way.
                """,
            roles: [.presenter, .coordinator],
            body: .json(
                .form([
                    .required("reason", .text(Example.reason, 1...500)),
                    .optional("ground", .choice(DeclineGround.self), "From the list; `other` if absent."),
                    .onBehalfOf,
                ])
            ),
            answers: [.ok(OfferBody.schema)],
            refusals: ["offer_state"],
            use: decline
        ),
        Operation(
            .post,
            "/v1/offers/{id}/withdrawal",
            "withdrawOffer",
            .matching,
            "Take an offer back before it is answered",
            roles: [.coordinator],
            body: .json(.form([.required("reason", .text(Example.reason, 1...500))])),
            answers: [.ok(OfferBody.schema)],
            refusals: ["offer_state"],
            use: withdraw
        ),
        Operation(
            .post,
            "/v1/offers/{id}/extension",
            "extendOffer",
            .matching,
            "Give a presenter more time to answer",
            notes: "The presenter is told; the offer's link serves until the new deadline.",
            roles: [.coordinator],
            body: .json(
                .form([
                    .required(
                        "deadline",
                        .instant,
                        "Later than the present one, and an hour before one has to leave for the lecture at the latest."
                    ),
                    .required("reason", .text(Example.reason, 1...500)),
                ])
            ),
            answers: [.ok(OfferBody.schema)],
            refusals: ["offer_state", "deadline_passed", "deadline_not_later"],
            use: extend
        ),
        Operation(
            .post,
            "/v1/requests/{id}/chosen-offers",
            "choosePresenter",
            .matching,
            "Ask a presenter whom no plan proposed",
            notes: """
                By the rules of a match: those that speak against the presenter are told, and set aside only by
                `override`. Nobody sets aside that a presenter is active, qualified, of the topic, not of the host and not
                excluded, nor that two lectures and the way between them fit.
                """,
            roles: [.coordinator],
            body: .json(.form(Form.choice)),
            answers: [.created(ChosenOfferBody.schema)],
            refusals: [
                "request_state", "self_hosted", "asked_already", "hard_rules", "soft_rules", "day_passed",
            ] + bindingRefusals,
            effect: .creates,
            use: choose
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        var filter = OfferFilter()
        filter.request = try call.query.key("request")
        filter.presenter = try call.query.key("presenter")
        filter.states = try call.query.choices("state")
        filter.dueBefore = try call.query.instant("due_before")
        let page = try await ReadOffers(office: call.office)(
            filter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { OfferBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        try .json(OfferBody(try await ReadOffers(office: call.office)(try call.key(), as: try call.asker())))
    }

    @Sendable private static func accept(_ call: Call) async throws -> Response {
        let form = try call.form()
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        let id = try await AcceptOffer(office: call.office)(
            try call.key(),
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try .json(MadeBody(id), status: .created, headers: [.location: "/v1/assignments/\(id)"])
    }

    @Sendable private static func decline(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        let ground = form.choice("ground", .optional, of: DeclineGround.self)
        let onBehalfOf = form.onBehalfOf()
        try form.end()
        try await DeclineOffer(office: call.office)(
            try call.key(),
            because: reason,
            ground: ground ?? .other,
            onBehalfOf: onBehalfOf,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func withdraw(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await WithdrawOffer(office: call.office)(try call.key(), because: reason, as: try call.asker())
        return try await show(call)
    }

    @Sendable private static func extend(_ call: Call) async throws -> Response {
        let form = try call.form()
        let deadline = form.instant("deadline")
        let reason = form.reason()
        try form.end()
        guard let deadline else { throw form.faults.problem }
        try await ExtendOffer(office: call.office)(
            try call.key(),
            until: deadline,
            because: reason,
            as: try call.asker()
        )
        return try await show(call)
    }

    @Sendable private static func choose(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let choice = form.chosenPresenter()
        try form.end()
        guard let choice else { throw form.faults.problem }
        let asked = try await AskPresenter(office: call.office)(choice, for: id, as: try call.asker())
        return try .json(
            ChosenOfferBody(asked),
            status: .created,
            headers: [.location: "/v1/offers/\(asked.offer)"]
        )
    }
}
