import KodanDomain
import KodanService

/// An assignment of a list as JSON.
struct AssignmentSummaryBody: Encodable {
    static let schema = Schema.named("AssignmentSummary", .body(properties))
    static let properties: [Schema.Property] = [
        .required("id", .key(Assignment.self)), .required("state", .choice(AssignmentState.self)),
        .required("request", .key(LectureRequest.self)), .required("title", .text(Example.lectureTitle)),
        .required("presenter", .key(Presenter.self)), .optional("presenter_name", .text(Example.personName)),
        .required("start", .instant), .required("end", .laterInstant), .required("online", .flag),
        .optional("travel_minutes", .count, "One way; read it in bands. Not told to the host."),
        .required("assigned_at", .instant),
        .optional("ended_at", .instant), .optional("ended_by", .choice(Side.self)),
        .optional("end_reason", .reason, "Told to the host only where it is theirs."),
        .optional("presenter_reconfirmed_at", .instant),
        .optional("host_reconfirmed_at", .instant), .optional("reported_at", .instant),
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
    let travelMinutes: Int?
    let assignedAt: String
    let endedAt: String?
    let endedBy: String?
    let endReason: String?
    let presenterReconfirmedAt: String?
    let hostReconfirmedAt: String?
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
        presenterReconfirmedAt = assignment.presenterReconfirmedAt?.description
        hostReconfirmedAt = assignment.hostReconfirmedAt?.description
        reportedAt = assignment.reportedAt?.description
        confirmedAt = assignment.confirmedAt?.description
    }
}

/// An assignment with both attestations and its materials as JSON.
struct AssignmentDetailBody: Encodable {
    static let schema = Schema.named(
        "Assignment",
        .body([
            .required("assignment", AssignmentSummaryBody.schema),
            .optional("report", Report.schema, "What the presenter attests."),
            .optional("confirmation", Confirmation.schema, "What the host attests."),
            .required("deliveries", .list(Delivery.schema, atMost: nil), "Its materials."),
        ])
    )

    struct Report: Encodable {
        static let schema = Schema.named(
            "FiledReport",
            .body([
                .required("id", .key(LectureReport.self)), .required("held", SpanBody.schema),
                .required("minutes", .count), .required("attendance", .count),
                .required("summary", .text(Example.summary)),
            ])
        )

        let id: String
        let held: SpanBody
        let minutes: Int
        let attendance: Int
        let summary: String
    }

    struct Confirmation: Encodable {
        static let schema = Schema.named(
            "FiledConfirmation",
            .body([
                .required("id", .key(HostConfirmation.self)), .required("minutes", .count),
                .required("attendance", .count), .optional("satisfaction", .integer(1...5, example: 4)),
                .optional("would_ask_again", .flag), .required("comment", .text(Example.comment)),
            ])
        )

        let id: String
        let minutes: Int
        let attendance: Int
        let satisfaction: Int?
        let wouldAskAgain: Bool?
        let comment: String
    }

    struct Delivery: Encodable {
        static let schema = Schema.named(
            "DeliverySummary",
            .body([
                .required("id", .key(MaterialDelivery.self)), .required("material", .code("slides")),
                .required("edition", .text("2026")), .required("quantity", .count),
                .required("ship_by", .day), .required("state", .choice(DeliveryState.self)),
                .optional("used_at", .instant, "When the lecture that used this edition was attested."),
            ])
        )

        let id: String
        let material: String
        let edition: String
        let quantity: Int
        let shipBy: String
        let state: String
        let usedAt: String?
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
                state: delivery.state.rawValue,
                usedAt: delivery.usedAt?.description
            )
        }
    }
}

/// An assignment whose presenter was let go, as JSON, and the offer to a successor.
struct ReplacementBody: Encodable {
    static let schema = Schema.named(
        "Replacement",
        .body([
            .required("released", AssignmentDetailBody.schema),
            .optional("offer", ChosenOfferBody.schema, "The offer to the successor, where one was asked."),
        ])
    )

    let released: AssignmentDetailBody
    let offer: ChosenOfferBody?

    init(_ released: AssignmentDetail, _ asked: AskedPresenter?) {
        self.released = AssignmentDetailBody(released)
        offer = asked.map { ChosenOfferBody($0) }
    }
}
