import KodanDomain
import KodanService

/// A proposed change of date or venue as JSON.
struct ChangeBody: Encodable {
    static let schema = Schema.named(
        "Change",
        .body([
            .required("id", .key(LectureChange.self)), .required("assignment", .key(Assignment.self)),
            .required("state", .choice(ChangeState.self)), .required("proposed_by", .choice(Side.self)),
            .required("reason", .text(Example.reason, 1...500)),
            .required("was", SpanBody.schema, "When the lecture was to be."),
            .required("time", SpanBody.schema, "When it would be; the same where only the venue changes."),
            .optional("venue", VenueBody.schema, "Where it would be; absent where the venue stays."),
            .optional("online", .flag, "True where it would be held online instead of at its venue."),
            .optional("travel_minutes", .count, "One way to there; read it in bands. Not told to the host."),
            .required("old_stands", .flag, "Whether it may be held as it was if this comes to nothing."),
            .required("proposed_at", .instant),
            .required("deadline", .instant, "Until when both sides may say yes."),
            .optional("host_confirmed_at", .instant), .optional("presenter_confirmed_at", .instant),
            .optional("declined_by", .choice(Side.self)), .optional("ended_at", .instant),
            .optional("end_reason", .text(Example.reason, 1...500)),
        ])
    )

    let id: String
    let assignment: String
    let state: String
    let proposedBy: String
    let reason: String
    let was: SpanBody
    let time: SpanBody
    let venue: VenueBody?
    let online: Bool?
    let travelMinutes: Int?
    let oldStands: Bool
    let proposedAt: String
    let deadline: String
    let hostConfirmedAt: String?
    let presenterConfirmedAt: String?
    let declinedBy: String?
    let endedAt: String?
    let endReason: String?

    init(_ change: ChangeEntry) {
        id = change.id.description
        assignment = change.assignment.description
        state = change.state.rawValue
        proposedBy = change.proposedBy.rawValue
        reason = change.reason
        was = SpanBody(change.was)
        time = SpanBody(change.during)
        venue = change.venue.map { VenueBody($0) }
        online = change.isOnline ? true : nil
        travelMinutes = change.travelMinutes
        oldStands = change.oldStands
        proposedAt = change.proposedAt.description
        deadline = change.deadline.description
        hostConfirmedAt = change.confirmed[.host]?.description
        presenterConfirmedAt = change.confirmed[.presenter]?.description
        declinedBy = change.declinedBy?.rawValue
        endedAt = change.endedAt?.description
        endReason = change.endReason
    }
}
