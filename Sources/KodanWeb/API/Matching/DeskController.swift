import Hummingbird
import KodanDomain
import KodanService

/// What waits for a coordinator.
enum DeskController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/desk",
            "listDesk",
            .matching,
            "What waits for a coordinator or a clerk",
            notes: """
                Requests for which nobody is left, lectures that were not confirmed again, reports and confirmations that
                are missing in spite of reminders; materials that should have left, and copies that should come back. What settles itself leaves the desk by itself.
                """,
            roles: .staff,
            query: [
                .some("kind", of: DeskKind.self, "Only those of these kinds, with commas between them."),
                QueryParameter("request", .key(LectureRequest.self), "Only those of this request."),
                QueryParameter("closed", .flag, "Closed ones too."),
                .after(DeskEntry.self), .limit,
            ],
            answers: [.ok(.page(of: DeskEntryBody.schema), "A page of them, the oldest first.")],
            use: list
        ),
        Operation(
            .get,
            "/v1/desk-queues",
            "listDeskQueues",
            .matching,
            "How much waits in each queue of the desk, and since when",
            notes: "All queues, empty ones too, in the order of the way from a request to its attestation.",
            roles: .staff,
            answers: [.ok(.items(DeskQueueBody.schema), "All of them.")],
            use: queues
        ),
        Operation(
            .post,
            "/v1/desk/{id}/closure",
            "closeDeskEntry",
            .matching,
            "Say that an entry of the desk was dealt with",
            notes: "Clerks close what is about materials.",
            roles: [.coordinator, .clerk],
            body: .json(.form([.required("reason", .text(Example.reason, 1...500))])),
            answers: [.noContent],
            refusals: ["desk_entry_closed"],
            use: close
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        var filter = DeskFilter()
        filter.kinds = try call.query.choices("kind")
        filter.request = try call.query.key("request")
        filter.includesClosed = try call.query.flag("closed")
        let page = try await ReadDesk(office: call.office)(
            filter,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { DeskEntryBody($0) }
    }

    @Sendable private static func queues(_ call: Call) async throws -> Response {
        let tallies = try await ReadQueues(office: call.office)(as: try call.asker())
        return try .json(ItemsBody(tallies.map { DeskQueueBody($0) }))
    }

    @Sendable private static func close(_ call: Call) async throws -> Response {
        let form = try call.form()
        let reason = form.reason()
        try form.end()
        try await CloseDeskEntry(office: call.office)(try call.key(), because: reason, as: try call.asker())
        return Response(status: .noContent)
    }
}

/// An entry of the desk as JSON.
struct DeskEntryBody: Encodable {
    static let schema = Schema.named(
        "DeskEntry",
        .body([
            .required("id", .key(DeskEntry.self)), .required("kind", .choice(DeskKind.self)),
            .required("request", .key(LectureRequest.self)), .required("title", .text(Example.lectureTitle)),
            .optional("assignment", .key(Assignment.self)),
            .required("tried", .text("declined too_far 1, expired 2"), "What was tried, by how it ended."),
            .required("opened_at", .instant), .optional("closed_at", .instant),
            .optional(
                "reason",
                .text(Example.reason, 1...500),
                "Why it was closed, unless it settled itself."
            ),
        ])
    )

    let id: String
    let kind: String
    let request: String
    let title: String
    let assignment: String?
    let tried: String
    let openedAt: String
    let closedAt: String?
    let reason: String?

    init(_ entry: DeskEntrySummary) {
        id = entry.id.description
        kind = entry.kind.rawValue
        request = entry.request.description
        title = entry.title
        assignment = entry.assignment?.description
        tried = entry.tried
        openedAt = entry.openedAt.description
        closedAt = entry.closedAt?.description
        reason = entry.reason
    }
}

/// How much waits in a queue, as JSON.
struct DeskQueueBody: Encodable {
    static let schema = Schema.named(
        "DeskQueue",
        .body([
            .required("queue", .choice(DeskQueue.self, called: "DeskQueueName")), .required("count", .count),
            .optional("oldest", .instant, "Since when the oldest of it waits; absent where nothing does."),
        ])
    )

    let queue: String
    let count: Int
    let oldest: String?

    init(_ tally: DeskQueueTally) {
        queue = tally.queue.rawValue
        count = tally.count
        oldest = tally.oldest?.description
    }
}
