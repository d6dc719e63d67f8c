/// Why money that was reserved for a request is free again.
public enum BudgetRelease: String, Sendable, CaseIterable {
    /// The request was called off or refused.
    case cancelled
    /// It went back to who asked.
    case returned
    /// The lecture was not held.
    case notHeld = "not_held"
    /// The lecture moved into another fiscal year, or online.
    case moved
    /// Its honorarium was fixed, or nothing is owed: what it cost is known.
    case spent
}

/// What becomes of a request that would exceed its budget.
public enum BudgetExcessRule: String, Sendable, CaseIterable {
    /// It is not approved.
    case refuse
    /// It is approved, and whoever approves is told.
    case warn
}

/// A request that would exceed what its programme may cost in the fiscal year of the lecture.
public struct BudgetExcess: Hashable, Sendable {
    /// The programme.
    public let programme: ProgrammeCode
    /// The fiscal year of the lecture.
    public let year: FiscalYear
    /// What the programme may cost in it.
    public let budget: Yen
    /// What is spent and reserved without the request.
    public let committed: Yen
    /// What the request is estimated to cost.
    public let wanted: Yen

    /// The figures.
    public init(programme: ProgrammeCode, year: FiscalYear, budget: Yen, committed: Yen, wanted: Yen) {
        self.programme = programme
        self.year = year
        self.budget = budget
        self.committed = committed
        self.wanted = wanted
    }

    /// By how much it would be exceeded.
    public var excess: Yen { committed + wanted - budget }
}

/// What a programme has cost in a fiscal year of lectures, and what is promised.
public struct BudgetUse: Hashable, Sendable {
    /// Gross of all honoraria, red and black ones included, and the travel that was paid directly.
    public let spent: Yen
    /// What is reserved for approved requests whose honorarium is not fixed yet.
    public let reserved: Yen
    /// How many requests both are for.
    public let requests: Int

    /// The figures.
    public init(spent: Yen, reserved: Yen, requests: Int) {
        self.spent = spent
        self.reserved = reserved
        self.requests = requests
    }

    /// Spent and reserved together.
    public var committed: Yen { spent + reserved }

    /// Whether `wanted` more would exceed `budget`; what costs nothing never does.
    public func exceeds(_ budget: Yen, with wanted: Yen) -> Bool {
        wanted > .zero && committed + wanted > budget
    }

    /// What the fiscal year will have cost at its end, as far as `day` can tell.
    ///
    /// committed + average × expected: the average is what a request has cost or reserved so far, a fraction of a yen
    /// dropped; expected are the requests of the months left at the pace so far, requests ÷ months begun, rounded to
    /// the nearest. A month counts as begun from its first day. Before the year nothing is expected, for there is
    /// no pace; after it nothing is left.
    public func forecast(for year: FiscalYear, on day: LocalDate) -> BudgetForecast {
        let begun = day < year.first ? 0 : year.months.filter { $0.first <= day }.count
        let left = 12 - begun
        guard requests > 0, begun > 0 else {
            return BudgetForecast(averagePerRequest: .zero, expectedRequests: 0, total: committed)
        }
        let average = Yen(committed.amount / Int64(requests))
        let expected = (2 * requests * left + begun) / (2 * begun)
        return BudgetForecast(
            averagePerRequest: average,
            expectedRequests: expected,
            total: committed + average * Int64(expected)
        )
    }
}

/// What a fiscal year will have cost at its end.
public struct BudgetForecast: Hashable, Sendable {
    /// What a request has cost or reserved so far.
    public let averagePerRequest: Yen
    /// How many more requests are to be expected.
    public let expectedRequests: Int
    /// What the year will have cost.
    public let total: Yen
}

/// A programme's budget in a fiscal year.
public struct BudgetStanding: Hashable, Sendable {
    /// The programme.
    public let programme: ProgrammeCode
    /// The fiscal year of the lectures.
    public let year: FiscalYear
    /// What it may cost; nil if nobody has set a budget, so that nothing is checked.
    public let budget: Yen?
    /// What it has cost and what is promised.
    public let use: BudgetUse

    /// The figures.
    public init(programme: ProgrammeCode, year: FiscalYear, budget: Yen?, use: BudgetUse) {
        self.programme = programme
        self.year = year
        self.budget = budget
        self.use = use
    }

    /// What is left of it; negative where it is exceeded.
    public var left: Yen? { budget.map { $0 - use.committed } }
}
