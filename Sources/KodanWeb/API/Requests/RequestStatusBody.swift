import KodanDomain
import KodanText

/// Where a request stands, as JSON.
struct RequestStatusBody: Encodable {
    static let schema = Schema.named(
        "RequestStatus",
        .body([
            .required("id", .key(LectureRequest.self)), .required("state", .choice(RequestState.self)),
            .required("holder", .choice(RequestHolder.self), "Who holds it now."),
            .required("next_step", .choice(NextStep.self), "What is waited for."),
            .required("message", .text(Example.note), "The same as a sentence, in the language asked for."),
            .optional(
                "reason",
                .text(Example.corrections),
                "Why it was returned, rejected or called off. Not told to a host where the presenter called it off."
            ),
            .optional("since", .instant, "When something last happened to it."),
            .optional(
                "due",
                .instant,
                "Until when the answer, or when the lecture, is awaited; or when a request that nobody went on with ends."
            ),
            .required("timeline", .list(TimelineBody.schema, atMost: nil), "What happened, oldest first."),
        ])
    )

    let id: String
    let state: String
    let holder: String
    let nextStep: String
    let message: String
    let reason: String?
    let since: String?
    let due: String?
    let timeline: [TimelineBody]

    init(_ status: RequestStatus, in language: Language) {
        id = status.id.description
        state = status.state.rawValue
        holder = status.holder.rawValue
        nextStep = status.nextStep.rawValue
        message = NextStepText.sentence(status.nextStep, in: language)
        reason = status.reason
        since = status.since?.description
        due = status.due?.description
        timeline = status.timeline.map { TimelineBody($0) }
    }
}

/// A step of a request as JSON.
struct TimelineBody: Encodable {
    static let schema = Schema.named(
        "TimelineEntry",
        .body([
            .required("at", .instant), .required("action", .code("request.submitted")),
            .required("role", .choice(Role.self)), .optional("on_behalf_of", .text(Example.caller)),
            .optional("reason", .reason),
        ])
    )

    let at: String
    let action: String
    let role: String
    let onBehalfOf: String?
    let reason: String?

    init(_ event: TimelineEvent) {
        at = event.at.description
        action = event.action
        role = event.role.rawValue
        onBehalfOf = event.onBehalfOf
        reason = event.reason
    }
}
