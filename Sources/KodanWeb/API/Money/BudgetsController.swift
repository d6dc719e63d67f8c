import HTTPTypes
import Hummingbird
import KodanDomain
import KodanService
import KodanText

/// What programmes may cost, and what a payment would be taxed.
enum BudgetsController {
    static let operations: [Operation] = [
        Operation(
            .get,
            "/v1/budgets",
            "listBudgets",
            .money,
            "What programmes may cost in a fiscal year: spent, reserved, left and forecast",
            roles: [.accountant, .approver, .coordinator, .auditor, .administrator],
            query: [
                QueryParameter("year", .fiscalYear, "The April it begins in; else this fiscal year.")
            ],
            answers: [.ok(BudgetsBody.schema)],
            use: list
        ),
        Operation(
            .post,
            "/v1/budgets",
            "setBudget",
            .money,
            "Set what a programme may cost in a fiscal year",
            notes: "What was set before stays as history; what is reserved already is not asked again.",
            roles: [.accountant],
            body: .json(
                .form([
                    .required("programme", .tableCode("regional_dispatched")),
                    .required("fiscal_year", .fiscalYear),
                    .required("amount", .yen(limits, example: 3_000_000)),
                    .required("reason", .text(Example.budgetReason, 1...500)),
                ])
            ),
            answers: [.created(BudgetsBody.schema, "How the budgets of that year stand.")],
            refusals: ["unknown_code"],
            effect: .creates,
            use: set
        ),
    ]

    fileprivate static let limits = SetBudget.limits.lowerBound.amount...SetBudget.limits.upperBound.amount

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let year = try call.query.value("year", .year(FiscalYear.planned)) { text in
            Int(text).flatMap { FiscalYear.planned.contains($0) ? FiscalYear(startYear: $0) : nil }
        }
        return try await answer(year, call)
    }

    @Sendable private static func set(_ call: Call) async throws -> Response {
        let form = try call.form()
        let (amount, programme, year) = form.budget()
        let reason = form.reason()
        try form.end()
        guard let programme, let year, let amount else { throw form.faults.problem }
        try await SetBudget(office: call.office)(
            amount,
            for: programme,
            in: year,
            because: reason,
            as: try call.asker()
        )
        return try await answer(year, call, status: .created)
    }

    private static func answer(
        _ year: FiscalYear?,
        _ call: Call,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (standings, today) = try await ReadBudgets(office: call.office)(in: year, as: try call.asker())
        return try .json(BudgetsBody(standings, on: today), status: status)
    }
}

extension Form {
    /// What a programme may cost in a year; nil for each part that was noted.
    func budget() -> (amount: Yen?, programme: ProgrammeCode?, year: FiscalYear?) {
        let programme = made("programme") { text throws(FieldRefused) in try ProgrammeCode(text) }
        let year = integer("fiscal_year", within: FiscalYear.planned)
        let amount = yen("amount", within: BudgetsController.limits)
        return (amount, programme, year.flatMap { FiscalYear(startYear: $0) })
    }
}
