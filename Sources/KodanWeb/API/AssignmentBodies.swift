import KodanDomain

/// An assignment of a list as JSON.
struct AssignmentSummaryBody: Encodable {
    static let schema = Schema.named("AssignmentSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Assignment.self)), .required("state", .choice(AssignmentState.self)),
        .required("request", .key(LectureRequest.self)), .required("title", .text(Example.lectureTitle)),
        .required("presenter", .key(Presenter.self)), .optional("presenter_name", .text(Example.personName)),
        .required("start", .instant), .required("end", .instant), .required("online", .flag),
        .required("travel_minutes", .count, "One way; read it in bands."), .required("assigned_at", .instant),
        .optional("ended_at", .instant), .optional("ended_by", .choice(Side.self)),
        .optional("end_reason", .reason), .optional("reported_at", .instant),
        .optional("confirmed_at", .instant),
    ]

    let id: String
    let state: String
    let request: String
    let title: String
    let presenter: String
    let presenterName: String?
    let start: String
    let end: String
    let online: Bool
    let travelMinutes: Int
    let assignedAt: String
    let endedAt: String?
    let endedBy: String?
    let endReason: String?
    let reportedAt: String?
    let confirmedAt: String?

    init(_ assignment: AssignmentSummary) {
        id = assignment.id.description
        state = assignment.state.rawValue
        request = assignment.request.description
        title = assignment.title
        presenter = assignment.presenter.description
        presenterName = assignment.presenterName
        start = assignment.during.start.description
        end = assignment.during.end.description
        online = assignment.isOnline
        travelMinutes = assignment.travelMinutes
        assignedAt = assignment.assignedAt.description
        endedAt = assignment.endedAt?.description
        endedBy = assignment.endedBy?.rawValue
        endReason = assignment.endReason
        reportedAt = assignment.reportedAt?.description
        confirmedAt = assignment.confirmedAt?.description
    }
}

/// An assignment with both attestations and its materials as JSON.
struct AssignmentDetailBody: Encodable {
    struct Report: Encodable {
        let id: String
        let held: SpanBody
        let minutes: Int
        let attendance: Int
        let summary: String
    }

    struct Confirmation: Encodable {
        let id: String
        let minutes: Int
        let attendance: Int
        let satisfaction: Int?
        let wouldAskAgain: Bool?
        let comment: String
    }

    struct Delivery: Encodable {
        let id: String
        let material: String
        let edition: String
        let quantity: Int
        let shipBy: String
        let state: String
    }

    let assignment: AssignmentSummaryBody
    let report: Report?
    let confirmation: Confirmation?
    let deliveries: [Delivery]

    init(_ detail: AssignmentDetail) {
        assignment = AssignmentSummaryBody(detail.summary)
        report = detail.report.map { report in
            Report(
                id: report.id.description,
                held: SpanBody(report.held),
                minutes: report.minutes,
                attendance: report.attendance,
                summary: report.summary
            )
        }
        confirmation = detail.confirmation.map { confirmation in
            Confirmation(
                id: confirmation.id.description,
                minutes: confirmation.minutes,
                attendance: confirmation.attendance,
                satisfaction: confirmation.satisfaction,
                wouldAskAgain: confirmation.wouldAskAgain,
                comment: confirmation.comment
            )
        }
        deliveries = detail.deliveries.map { delivery in
            Delivery(
                id: delivery.id.description,
                material: delivery.material,
                edition: delivery.edition,
                quantity: delivery.quantity,
                shipBy: delivery.shipBy.description,
                state: delivery.state.rawValue
            )
        }
    }
}
