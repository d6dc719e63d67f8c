import Hummingbird
import KodanDomain
import KodanService

/// Matches of all open requests at once, and those that were saved.
enum MatchingRunsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/matching-runs",
            "listMatchingRuns",
            .matching,
            "Saved runs, the newest first",
            roles: .staff,
            query: [.after(MatchingRun.self), .limit],
            answers: [.ok(.page(of: MatchingRunBody.schema), "A page of them.")],
            use: list
        ),
        Operation(
            .post,
            "/v1/matching-runs",
            "match",
            .matching,
            "Find the plan that is best for all open requests together",
            notes: """
                One run at a time. With `save`, what still holds of the plan is written, and its presenters can be asked;
                the answer is then 201. Without, nothing changes.
                """,
            roles: [.coordinator],
            body: .json(MatchContract.question),
            answers: [
                .ok(MatchContract.plan, "The plan, which was only looked at."),
                .created(MatchContract.plan, "The plan, as it was saved."),
            ],
            refusals: ["match_running", "unknown_code", "not_matched", "request_state", "self_hosted"],
            effect: .runs,
            use: create
        ),
        Operation(
            .get,
            "/v1/matching-runs/{id}",
            "showMatchingRun",
            .matching,
            "One saved run",
            roles: .staff,
            answers: [.ok(MatchingRunBody.schema)],
            use: show
        ),
        Operation(
            .get,
            "/v1/matching-runs/{id}/proposals",
            "listProposals",
            .matching,
            "What a saved run proposed, request by request",
            roles: .staff,
            query: [.after(LectureRequest.self), .limit],
            answers: [.ok(.page(of: MatchProposalBody.schema), "A page of them.")],
            use: proposals
        ),
    ]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let page = try await ReadMatchingRuns(office: call.office)(
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { MatchingRunBody($0) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let form = try call.form()
        let question = form.matchQuestion()
        try form.end()
        guard let question else { throw form.faults.problem }
        let answer = try await MatchRequests(office: call.office).answer(question, as: try call.asker())
        guard question.isSaved else { return try .json(answer) }
        return try .json(
            answer,
            status: .created,
            headers: answer.run.map { [.location: "/v1/matching-runs/\($0)"] } ?? [:]
        )
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let run = try await ReadMatchingRuns(office: call.office)(try call.key(), as: try call.asker())
        return try .json(MatchingRunBody(run))
    }

    @Sendable private static func proposals(_ call: Call) async throws -> Response {
        let page = try await ReadMatchingRuns(office: call.office).proposals(
            of: try call.key(),
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { MatchProposalBody($0) }
    }
}

/// A saved run as JSON.
struct MatchingRunBody: Encodable {
    static let schema = Schema.named(
        "MatchingRun",
        .body([
            .required("id", .key(MatchingRun.self)), .required("run_at", .instant),
            .optional("run_by", .key(User.self), "Absent for the night's run."),
            .required("requests", .count, "How many waited."), .required("matched", .count),
            .required("total_cost", MatchContract.minutes),
        ])
    )

    let id: String
    let runAt: String
    let runBy: String?
    let requests: Int
    let matched: Int
    let totalCost: Int

    init(_ run: MatchingRunEntry) {
        id = run.id.description
        runAt = run.runAt.description
        runBy = run.runBy?.description
        requests = run.requests
        matched = run.matched
        totalCost = run.totalCost
    }
}

/// What a saved run proposed for a request, as JSON: an assignment of a plan, and where its offer stands.
struct MatchProposalBody: Encodable {
    static let schema = Schema.named(
        "MatchProposal",
        .body(
            MatchContract.assignment + [
                .optional("offer_state", .choice(OfferState.self), "Where the offer that came of it stands.")
            ]
        )
    )

    let request: String
    let title: String
    let presenter: String
    let name: String
    let slot: Int
    let start: String
    let end: String
    let online: Bool
    let cost: [String: Int]
    let offerState: String?

    init(_ proposal: MatchProposal) {
        request = proposal.request.description
        title = proposal.title
        presenter = proposal.presenter.description
        name = proposal.name
        slot = proposal.slot
        start = proposal.during.start.description
        end = proposal.during.end.description
        online = proposal.isOnline
        cost = proposal.cost
        offerState = proposal.offer?.rawValue
    }
}
