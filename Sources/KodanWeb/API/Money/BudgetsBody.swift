public import KodanDomain

/// How budgets stand as JSON; amounts are whole yen.
public struct BudgetsBody: Encodable {
    static let schema = Schema.named(
        "Budgets",
        .body([
            .required("as_of", .day, "The day of the forecast."),
            .required("programmes", .list(Programme.schema, atMost: nil)),
        ])
    )

    struct Programme: Encodable {
        static let schema = Schema.body([
            .required("programme", .code("regional_dispatched")), .required("fiscal_year", .fiscalYear),
            .optional("budget", .yen, "Absent where nobody has set one."), .required("spent", .yen),
            .required("reserved", .yen, "For approved requests without an honorarium yet."),
            .optional("left", .yen, "Below zero where it is exceeded."), .required("requests", .count),
            .required("expected_requests", .count), .required("average_per_request", .yen),
            .required("forecast", .yen, "What the year will have cost at its end."),
        ])

        let programme: String
        let fiscalYear: Int
        /// Absent where nobody has set one.
        let budget: Int64?
        let spent: Int64
        let reserved: Int64
        let left: Int64?
        let requests: Int
        let expectedRequests: Int
        let averagePerRequest: Int64
        let forecast: Int64
    }

    let asOf: String
    let programmes: [Programme]

    /// The standings, with the forecast of `today`.
    public init(_ standings: [BudgetStanding], on today: LocalDate) {
        asOf = today.description
        programmes = standings.map { standing in
            let forecast = standing.use.forecast(for: standing.year, on: today)
            return Programme(
                programme: standing.programme.text,
                fiscalYear: standing.year.startYear,
                budget: standing.budget?.amount,
                spent: standing.use.spent.amount,
                reserved: standing.use.reserved.amount,
                left: standing.left?.amount,
                requests: standing.use.requests,
                expectedRequests: forecast.expectedRequests,
                averagePerRequest: forecast.averagePerRequest.amount,
                forecast: forecast.total.amount
            )
        }
    }

    /// One line, keys in snake case and in alphabetical order.
    public var line: String {
        get throws { try sortedLine() }
    }
}
