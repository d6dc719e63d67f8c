import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService

/// Honoraria: what is owed for lectures, and where each yen comes from.
enum HonorariaController {
    static let operations: [Operation] =
        [
            Operation(
                .get,
                "/v1/honoraria",
                "listHonoraria",
                .money,
                "Honoraria, paid or not",
                notes: "Presenters see their own.",
                roles: readers,
                query: [
                    .month("Only those in payments of this month."),
                    QueryParameter("payee", .key(Payee.self), "Only those of this payee."),
                    QueryParameter("assignment", .key(Assignment.self), "Only those of this lecture."),
                    QueryParameter(
                        "state",
                        .choice(HonorariumState.self),
                        "Only those that have come so far."
                    ),
                    QueryParameter("from", .day, "Only lectures from this day on."),
                    QueryParameter("to", .day, "Only lectures until this day."),
                    .after(Honorarium.self), .limit,
                ],
                answers: [.ok(.page(of: HonorariumOverviewBody.schema), "A page of them, the oldest first.")],
                use: list
            ),
            Operation(
                .get,
                "/v1/honoraria/{id}",
                "showHonorarium",
                .money,
                "One honorarium with the rates that it was computed from",
                notes: "Presenters see their own.",
                roles: readers,
                answers: [.ok(HonorariumDetailBody.schema)],
                use: show
            ),
            Operation(
                .get,
                "/v1/honoraria/{id}/explanation",
                "explainHonorarium",
                .money,
                "The walk from the request to the honorarium, and on to its payments",
                roles: [.accountant, .approver, .auditor],
                answers: [.ok(PaymentWalkBody.schema, "Step by step, as it is now.")],
                use: explain
            ),
            Operation(
                .get,
                "/v1/assignments/{id}/fee-agreement",
                "showFeeAgreement",
                .money,
                "What was agreed about a lecture's fee, and the tax that its invoice shows apart",
                notes: "`table` where nothing was agreed, or it was taken back.",
                roles: ReadFeeAgreement.readers,
                answers: [.ok(FeeAgreementBody.schema)],
                use: showTerms
            ),
        ] + steps

    private static let readers: Set<Role> = [.accountant, .approver, .auditor, .presenter]

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let question = HonorariumQuestion(
            month: try call.query.month("month"),
            payee: try call.query.key("payee"),
            assignment: try call.query.key("assignment"),
            state: try call.query.choice("state"),
            from: try call.query.day("from"),
            to: try call.query.day("to")
        )
        let page = try await ReadHonoraria(office: call.office)(
            question,
            after: try call.query.key("after"),
            limit: try call.query.limit(),
            as: try call.asker()
        )
        return try .page(page, of: call) { HonorariumOverviewBody($0) }
    }

    @Sendable private static func show(_ call: Call) async throws -> Response {
        let id: Honorarium.ID = try call.key()
        let (honorarium, rates) = try await ReadHonoraria(office: call.office)(id, as: try call.asker())
        return try .json(HonorariumDetailBody(honorarium, rates))
    }

    @Sendable private static func showTerms(_ call: Call) async throws -> Response {
        let terms = try await ReadFeeAgreement(office: call.office)(of: try call.key(), as: try call.asker())
        return try .json(FeeAgreementBody(terms))
    }

    @Sendable private static func explain(_ call: Call) async throws -> Response {
        let id: Honorarium.ID = try call.key()
        return try .json(
            PaymentWalkBody(try await ExplainPayment(office: call.office)(id, as: try call.asker()))
        )
    }
}
