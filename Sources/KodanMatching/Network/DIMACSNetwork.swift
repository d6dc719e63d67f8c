import KodanDomain

/// A matching problem as a minimum-cost flow in DIMACS text, so that any solver can check the optimum.
///
/// ```
/// request → (presenter, day) → (presenter, month) → (presenter, fiscal year) ⇉ sink
/// request → sink, for unmatched
/// ```
///
/// Complete: every eligible pair has an arc, each request one more that leaves it unmatched at
/// `MatchingProblem.unmatchedCost`, and each further lecture of a fiscal year one of its own to the sink. Supplies
/// stand as `n` lines, so that a solver needs nothing else. Nodes count from 1: requests, days, months and years,
/// each in ascending order, then the sink. The format is that of the first DIMACS challenge: `p min NODES ARCS`,
/// `n NODE SUPPLY`, `a TAIL HEAD LOWEST CAPACITY COST`; `c` begins a comment.
public struct DIMACSNetwork: Sendable {
    private let problem: MatchingProblem
    private let days: [PresenterPeriod<LocalDate>]
    private let months: [PresenterPeriod<YearMonth>]
    private let years: [PresenterPeriod<FiscalYear>]
    /// How many lectures of each year have an arc to the sink, in the order of `years`.
    private let places: [Int]

    /// How many nodes it has.
    public var nodeCount: Int { sink }
    /// How many arcs it has.
    public var arcCount: Int {
        problem.options.count + problem.requests.count + days.count + months.count + places.reduce(0, +)
    }

    /// The network of `problem`.
    public init(_ problem: MatchingProblem) {
        self.problem = problem
        days = problem.options.map { PresenterPeriod($0.presenter, $0.day) }.sortedOnce()
        months = days.map { PresenterPeriod($0.presenter, $0.period.yearMonth) }.sortedOnce()
        let yearOfDays = days.map { PresenterPeriod($0.presenter, FiscalYear(containing: $0.period)) }
        years = yearOfDays.sortedOnce()
        var dayCounts = [Int](repeating: 0, count: years.count)
        var year = 0
        for other in yearOfDays {
            while years[year] != other { year += 1 }
            dayCounts[year] += 1
        }
        places = zip(years, dayCounts).map { year, dayCount in
            min(problem.capacities[year.presenter]?.years[year.period]?.remaining ?? 0, dayCount)
        }
    }

    /// Hands the text to `receive`, piece by piece, each of about 64 KiB; throws what `receive` throws.
    public func write<Failure: Error>(
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var text = DIMACSText()
        text.comment("kodan: requests with the presenters who may take them; costs in equivalent minutes")
        text.comment("nodes: 1 to \(firstDay - 1) requests, to \(firstMonth - 1) (presenter, day),")
        text.comment(
            "to \(firstYear - 1) (presenter, month), to \(sink - 1) (presenter, fiscal year), then the sink"
        )
        text.comment(
            "arcs: each request to its days and, to stay unmatched, to the sink; days to months; months to"
        )
        text.comment("years; each further lecture of a year to the sink")
        text.problem(nodes: nodeCount, arcs: arcCount)
        for request in problem.requests.indices {
            text.supply(1, of: request + 1)
            if text.isFull { try receive(text.taken()) }
        }
        if !problem.requests.isEmpty { text.supply(-problem.requests.count, of: sink) }
        try forEachArc { arc throws(Failure) in
            text.arc(arc)
            if text.isFull { try receive(text.taken()) }
        }
        try receive(text.taken())
    }

    private var firstDay: Int { 1 + problem.requests.count }
    private var firstMonth: Int { firstDay + days.count }
    private var firstYear: Int { firstMonth + months.count }
    private var sink: Int { firstYear + years.count }

    private func forEachArc<Failure: Error>(
        _ body: (DIMACSText.Arc) throws(Failure) -> Void
    ) throws(Failure) {
        for request in problem.requests.indices {
            for option in problem.options[problem.options(at: request)] {
                let day = days.position(of: PresenterPeriod(option.presenter, option.day))
                try body(.init(tail: request + 1, head: firstDay + day, cost: option.terms.total))
            }
            try body(.init(tail: request + 1, head: sink, cost: problem.unmatchedCost))
        }
        var month = 0
        for (index, day) in days.enumerated() {
            while months[month] != PresenterPeriod(day.presenter, day.period.yearMonth) { month += 1 }
            try body(.init(tail: firstDay + index, head: firstMonth + month))
        }
        for (index, month) in months.enumerated() {
            let year = PresenterPeriod(month.presenter, FiscalYear(containing: month.period.first))
            let remaining = problem.capacities[month.presenter]?.months[month.period] ?? 0
            let head = firstYear + years.position(of: year)
            try body(.init(tail: firstMonth + index, head: head, capacity: remaining))
        }
        for (index, year) in years.enumerated() {
            let held = problem.capacities[year.presenter]?.years[year.period]?.held ?? 0
            for further in 0..<places[index] {
                let load = problem.weights.load(nth: held + further + 1)
                try body(.init(tail: firstYear + index, head: sink, cost: load))
            }
        }
    }
}

extension MatchingProblem {
    /// What `plan` costs in the network of this problem: assignments with their load, and what is left unmatched.
    ///
    /// Of an optimal plan it is the optimum that any solver finds on the text of ``DIMACSNetwork``. It stays below
    /// 2^62, as ``MatchingProblemError/costsTooLarge`` sees to.
    public func networkCost(of plan: MatchingPlan) -> Int {
        plan.totalCost + plan.unmatched.count * unmatchedCost
    }
}

extension [PresenterPeriod<LocalDate>] {
    fileprivate func position(of key: Element) -> Int { partitionIndex { $0 < key } }
}

extension [PresenterPeriod<FiscalYear>] {
    fileprivate func position(of key: Element) -> Int { partitionIndex { $0 < key } }
}

extension Array where Element: Comparable {
    /// The elements in ascending order, each once.
    fileprivate func sortedOnce() -> [Element] {
        var once: [Element] = []
        for element in sorted() where element != once.last { once.append(element) }
        return once
    }
}
