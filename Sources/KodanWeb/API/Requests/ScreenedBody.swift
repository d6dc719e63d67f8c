import KodanDomain

/// A request that was just screened as JSON; where its programme's budget is exceeded, by which figures.
struct ScreenedBody: Encodable {
    static let schema = Schema.named(
        "ScreenedRequest",
        .body(
            RequestDetailBody.properties + [
                .optional("budget_excess", Excess.schema, "By how much the programme's budget is exceeded.")
            ]
        )
    )

    struct Excess: Encodable {
        static let schema = Schema.named(
            "BudgetExcess",
            .body([
                .required("programme", .code("regional_dispatched")), .required("fiscal_year", .fiscalYear),
                .required("budget", .yen), .required("committed", .yen), .required("wanted", .yen),
                .required("excess", .yen),
            ])
        )

        let programme: String
        let fiscalYear: Int
        let budget: Int64
        let committed: Int64
        let wanted: Int64
        let excess: Int64

        init(_ excess: BudgetExcess) {
            programme = excess.programme.text
            fiscalYear = excess.year.startYear
            budget = excess.budget.amount
            committed = excess.committed.amount
            wanted = excess.wanted.amount
            self.excess = excess.excess.amount
        }
    }

    private enum Key: String, CodingKey {
        case budgetExcess
    }

    let request: RequestDetailBody
    let budgetExcess: Excess?

    init(_ request: RequestDetailBody, _ excess: BudgetExcess?) {
        self.request = request
        budgetExcess = excess.map { Excess($0) }
    }

    /// The members of the request, and beside them the excess.
    func encode(to encoder: any Encoder) throws {
        try request.encode(to: encoder)
        var members = encoder.container(keyedBy: Key.self)
        try members.encodeIfPresent(budgetExcess, forKey: .budgetExcess)
    }
}
