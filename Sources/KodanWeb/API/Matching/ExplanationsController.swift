import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Why a request is given to whom it is.
enum ExplanationsController {
    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/requests/{id}/explanation",
            "explainRequest",
            .matching,
            "Why the best plan of now gives a request to whom it does, and what else could be done",
            notes: """
                In sentences; with `presenter` also what the rules say of them. All open requests are planned, as by a run
                that is not saved, and one plans at a time.
                """,
            roles: [.coordinator],
            body: .json(
                .form([.optional("presenter", .key(Presenter.self), "Of whom the rules are asked, too.")])
            ),
            answers: [.ok(RequestReasonsBody.schema, "As it is now; nothing was written.").with(.language)],
            refusals: ["match_running", "request_state", "self_hosted"],
            effect: .runs,
            use: explain
        )
    ]

    @Sendable private static func explain(_ call: Call) async throws -> Response {
        let id: LectureRequest.ID = try call.key()
        let form = try call.form()
        let presenter: Presenter.ID? = form.key("presenter", .optional)
        try form.end()
        let reasons = try await ExplainRequest(office: call.office)(
            id,
            about: presenter,
            in: call.language,
            as: try call.asker()
        )
        return try .json(
            RequestReasonsBody(reasons),
            headers: [.contentLanguage: call.language.rawValue]
        )
    }
}

/// The reasons of a plan for one request, as JSON.
struct RequestReasonsBody: Encodable {
    private static let sentence = Schema.text(Example.reason)

    static let schema = Schema.named(
        "RequestReasons",
        .body([
            .required(
                "standing",
                .choice(["planned", "too_late", "on_hold"]),
                "`too_late` when all wished times have passed, `on_hold` when a coordinator holds it back."
            ),
            .required("sentences", .list(sentence, atMost: nil), "What matters most first."),
            .optional("chosen", .key(Presenter.self), "Whom the plan chooses."),
            .required("others", .list(other, atMost: nil), "The next best presenters, the cheapest first."),
            .required("eligible", .count, "How many presenters could come at all."),
            .required(
                "refusals",
                .list(
                    .body([.required("rule", sentence), .required("presenters", .count)]),
                    atMost: nil
                ),
                "Why all others cannot."
            ),
            .optional("asked_about", judged),
        ])
    )
    private static let time: [Schema.Property] = [
        .required("start", .instant), .required("end", .laterInstant),
    ]
    private static let other = Schema.body(
        [.required("presenter", .key(Presenter.self)), .required("name", .text(Example.personName))] + time
            + [
                .required("online", .flag),
                .required("change", sentence, "What choosing them would do to the plan."),
            ]
    )
    private static let judged = Schema.body([
        .required("presenter", .key(Presenter.self)), .required("name", .text(Example.personName)),
        .required(
            "slots",
            .list(
                .body(
                    time + [
                        .required("objections", .list(sentence, atMost: nil)),
                        .required("hard", .flag, "Whether one of them is a rule that nobody sets aside."),
                    ]
                ),
                atMost: nil
            )
        ),
    ])

    struct Other: Encodable {
        let presenter: String
        let name: String
        let start: String
        let end: String
        let online: Bool
        let change: String
    }

    struct Rule: Encodable {
        let rule: String
        let presenters: Int
    }

    struct Judged: Encodable {
        struct Slot: Encodable {
            let start: String
            let end: String
            let objections: [String]
            let hard: Bool
        }

        let presenter: String
        let name: String
        let slots: [Slot]
    }

    let standing: String
    let sentences: [String]
    let chosen: String?
    let others: [Other]
    let eligible: Int
    let refusals: [Rule]
    let askedAbout: Judged?

    init(_ reasons: RequestReasons) {
        standing =
            switch reasons.standing {
            case .planned: "planned"
            case .tooLate: "too_late"
            case .onHold: "on_hold"
            }
        sentences = reasons.sentences
        chosen = reasons.chosen?.description
        others = reasons.others.map { other in
            Other(
                presenter: other.presenter.description,
                name: other.name,
                start: other.during.start.description,
                end: other.during.end.description,
                online: other.isOnline,
                change: other.change
            )
        }
        eligible = reasons.eligible
        refusals = reasons.refusals.map { Rule(rule: $0.rule, presenters: $0.presenters) }
        askedAbout = reasons.judged.map { judged in
            Judged(
                presenter: judged.presenter.description,
                name: judged.name,
                slots: judged.slots.map { slot in
                    Judged.Slot(
                        start: slot.during.start.description,
                        end: slot.during.end.description,
                        objections: slot.objections,
                        hard: slot.isHard
                    )
                }
            )
        }
    }
}
