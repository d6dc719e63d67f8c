import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// Taking a plan in part.
enum PlanAcceptancesController {
    /// How many rows one call may accept.
    private static let limit = 500

    static let operations: [Operation] = [
        Operation(
            .post,
            "/v1/plan-acceptances",
            "acceptPlanRows",
            .matching,
            "Accept some rows of the plan that was looked at",
            notes: """
                The plan is made anew and only these rows are saved: each request with the presenter whom somebody saw
                beside it. A row that the plan of now no longer has is refused; what was not accepted stays as it is.
                """,
            roles: [.coordinator],
            body: .json(form),
            answers: [.created(AcceptedPlanBody.schema, "What was saved, and what was not.").with(.language)],
            refusals: ["match_running", "unknown_code"],
            effect: .runs,
            use: accept
        )
    ]

    private static let form = Schema.named(
        "PlanAcceptanceForm",
        .form(
            [
                .required(
                    "rows",
                    .list(
                        .form([
                            .required("request", .key(LectureRequest.self)),
                            .required("presenter", .key(Presenter.self)),
                        ]),
                        atMost: limit,
                        once: true
                    )
                )
            ] + MatchContract.scope
        )
    )

    @Sendable private static func accept(_ call: Call) async throws -> Response {
        let form = try call.form()
        let rows = form.rows(atMost: limit)
        let scope = form.matchScope()
        try form.end()
        guard let rows, let scope else { throw form.faults.problem }
        let accepted = try await MatchRequests(office: call.office).accept(
            rows,
            within: scope,
            in: call.language,
            as: try call.asker()
        )
        return try .json(
            AcceptedPlanBody(accepted),
            status: .created,
            headers: [.contentLanguage: call.language.rawValue]
        )
    }
}

extension Form {
    /// The rows of a plan, each request once; nil if something in them is wrong.
    fileprivate func rows(atMost limit: Int) -> [LectureRequest.ID: Presenter.ID]? {
        guard let parts = parts("rows", atMost: limit) else { return nil }
        var rows: [LectureRequest.ID: Presenter.ID] = [:]
        for part in parts {
            let request: LectureRequest.ID? = part.key("request")
            let presenter: Presenter.ID? = part.key("presenter")
            guard let request, let presenter else { continue }
            if rows.updateValue(presenter, forKey: request) != nil {
                faults.add(part.pointer(to: "request"), .once)
            }
        }
        return rows
    }
}

/// What was saved of a plan, as JSON.
struct AcceptedPlanBody: Encodable {
    static let schema = Schema.named(
        "AcceptedPlan",
        .body([
            .optional("run", .key(MatchingRun.self), "The saved run; absent where nothing was left to save."),
            .required("saved", .list(.key(LectureRequest.self), atMost: nil)),
            .required(
                "refused",
                .list(
                    .body([
                        .required("request", .key(LectureRequest.self)),
                        .optional(
                            "reason",
                            .text(Example.reason),
                            "What had changed; absent where the best plan is another now."
                        ),
                    ]),
                    atMost: nil
                )
            ),
        ])
    )

    struct Refused: Encodable {
        let request: String
        let reason: String?
    }

    let run: String?
    let saved: [String]
    let refused: [Refused]

    init(_ plan: AcceptedPlan) {
        run = plan.run?.description
        saved = plan.saved.map(\.description)
        refused = plan.refused.map { Refused(request: $0.request.description, reason: $0.reason) }
    }
}
