import KodanDomain
import KodanService

/// An offer as JSON.
struct OfferBody: Encodable {
    static let schema = Schema.named(
        "Offer",
        .body([
            .required("id", .key(Offer.self)), .required("state", .choice(OfferState.self)),
            .required("request", .key(LectureRequest.self)), .required("title", .text(Example.lectureTitle)),
            .required("presenter", .key(Presenter.self)),
            .required("presenter_name", .text(Example.personName)),
            .required("start", .instant), .required("end", .laterInstant), .required("online", .flag),
            .optional("venue_name", .text(Example.venueName)), .optional("municipality", .municipality),
            .required("travel_minutes", .count, "One way; read it in bands."),
            .required(
                "from_run",
                .flag,
                """
                Whether a saved matching run proposed the presenter; else a coordinator chose them, or they were the next best \
                after a refusal or silence.
                """
            ),
            .optional("sent_at", .instant), .optional("deadline", .instant),
            .optional("answered_at", .instant),
            .optional("reason", .reason, "Why it was declined or taken back."),
            .optional("ground", .choice(DeclineGround.self), "The ground of a refusal."),
        ])
    )

    let id: String
    let state: String
    let request: String
    let title: String
    let presenter: String
    let presenterName: String
    let start: String
    let end: String
    let online: Bool
    let venueName: String?
    let municipality: String?
    let travelMinutes: Int
    let fromRun: Bool
    let sentAt: String?
    let deadline: String?
    let answeredAt: String?
    let reason: String?
    let ground: String?

    init(_ offer: OfferSummary) {
        id = offer.id.description
        state = offer.state.rawValue
        request = offer.request.description
        title = offer.title
        presenter = offer.presenter.description
        presenterName = offer.presenterName
        start = offer.during.start.description
        end = offer.during.end.description
        online = offer.isOnline
        venueName = offer.venueName
        municipality = offer.municipality?.digits
        travelMinutes = offer.travelMinutes
        fromRun = offer.isFromRun
        sentAt = offer.sentAt?.description
        deadline = offer.deadline?.description
        answeredAt = offer.answeredAt?.description
        reason = offer.reason
        ground = offer.ground?.rawValue
    }
}

/// An offer that was made by hand, as JSON.
struct ChosenOfferBody: Encodable {
    static let schema = Schema.body([
        .required("id", .key(Offer.self)),
        .required("overridden", .list(.text("out_of_reach"), atMost: nil), "The rules that were set aside."),
    ])

    let id: String
    let overridden: [String]

    init(_ asked: AskedPresenter) {
        id = asked.offer.description
        overridden = asked.overridden
    }
}

extension Form {
    /// What a body says of whom to ask.
    static let choice: [Schema.Property] = [
        .required("presenter", .key(Presenter.self), "Whom to ask."),
        .optional("slot", .key(Slot.self), "For which wished time; the first that fits best if absent."),
        .required("reason", .text(Example.reason, 1...500), "Why this presenter; it is recorded."),
        .optional(
            "override",
            .flag,
            "Whether rules that speak against them are set aside, as far as they may be."
        ),
        .optional("send", .flag, "Whether they are asked at once, as if absent; else the offer waits."),
    ]

    /// Whom to ask by hand; nil if something of it is wrong.
    func chosenPresenter() -> ChosenPresenter? {
        let presenter: Presenter.ID? = key("presenter")
        let slot: Slot.ID? = key("slot", .optional)
        let reason = reason()
        let isOverriding = flag("override", .optional) ?? false
        let isSent = flag("send", .optional) ?? true
        return presenter.map {
            ChosenPresenter($0, at: slot, because: reason, isOverriding: isOverriding, isSent: isSent)
        }
    }
}
