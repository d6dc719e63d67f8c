import KodanDomain

/// One independent part of a matching problem as a network.
///
/// ```
/// request → (presenter, day) → (presenter, month) → (presenter, fiscal year) ⇉ sink
/// request → sink, for unmatched
/// ```
///
/// Options and days carry one unit, months what remains of them; each further lecture of a fiscal year has an arc
/// of its own to the sink, each dearer than the one before. Node 0 is the sink, then come requests, days, months
/// and years, each in ascending order, so that the same problem always makes the same network.
struct MatchingNetwork {
    /// The requests, as indices into those of the problem; request `i` is node `1 + i`.
    let requests: [Int]
    /// The days, months and years; their nodes follow in this order.
    let days: [PresenterPeriod<LocalDate>]
    let months: [PresenterPeriod<YearMonth>]
    let years: [PresenterPeriod<FiscalYear>]
    /// The options, as indices into those of the problem; option `i` is arc `2i`.
    let options: [Int]
    /// The first arc after the options: one for each request, to be left unmatched.
    var firstUnmatchedArc: Int { 2 * options.count }
    /// The network, with flow and prices.
    var network: FlowNetwork

    /// The node of no further cost.
    static let sink = 0
    /// The node of the first day.
    var firstDay: Int { 1 + requests.count }
    /// The node of the first month.
    var firstMonth: Int { firstDay + days.count }
    /// The node of the first year.
    var firstYear: Int { firstMonth + months.count }

    /// The network of `requests`, ascending, which share no presenter's fiscal year with any others.
    init(of requests: [Int], in problem: MatchingProblem) {
        self.requests = requests
        options = requests.flatMap { problem.options(at: $0) }
        let chosen = options.map { problem.options[$0] }
        let dayKeys = chosen.map { PresenterPeriod($0.presenter, $0.day) }
        days = Set(dayKeys).sorted()
        months = Set(days.map { PresenterPeriod($0.presenter, $0.period.yearMonth) }).sorted()
        years = Set(days.map { PresenterPeriod($0.presenter, FiscalYear(containing: $0.period)) }).sorted()
        let firstDay = 1 + requests.count
        let firstMonth = firstDay + days.count
        let firstYear = firstMonth + months.count
        let dayNode = MatchingNetwork.numbered(days, from: firstDay)
        let monthNode = MatchingNetwork.numbered(months, from: firstMonth)
        let yearNode = MatchingNetwork.numbered(years, from: firstYear)

        var arcs: [FlowNetwork.Arc] = []
        func connect(_ tail: Int, _ head: Int, capacity: Int = 1, cost: Int = 0) {
            arcs.append(FlowNetwork.Arc(tail: tail, head: head, capacity: capacity, cost: cost))
        }
        var node = 0
        for (option, day) in zip(chosen, dayKeys) {
            while problem.requests[requests[node]] != option.request { node += 1 }
            connect(1 + node, dayNode[day] ?? 0, cost: option.terms.total)
        }
        for node in requests.indices { connect(1 + node, MatchingNetwork.sink, cost: problem.unmatchedCost) }
        var daysOfYear = [Int](repeating: 0, count: years.count)
        for (index, day) in days.enumerated() {
            connect(firstDay + index, monthNode[PresenterPeriod(day.presenter, day.period.yearMonth)] ?? 0)
            let year = PresenterPeriod(day.presenter, FiscalYear(containing: day.period))
            daysOfYear[(yearNode[year] ?? firstYear) - firstYear] += 1
        }
        for (index, month) in months.enumerated() {
            let remaining = problem.capacities[month.presenter]?.months[month.period] ?? 0
            let year = PresenterPeriod(month.presenter, FiscalYear(containing: month.period.first))
            connect(firstMonth + index, yearNode[year] ?? 0, capacity: remaining)
        }
        for (index, year) in years.enumerated() {
            guard let capacity = problem.capacities[year.presenter]?.years[year.period] else { continue }
            for further in 0..<min(capacity.remaining, daysOfYear[index]) {
                let load = problem.weights.load(nth: capacity.held + further + 1)
                connect(firstYear + index, MatchingNetwork.sink, cost: load)
            }
        }
        network = FlowNetwork(nodeCount: firstYear + years.count, arcs: arcs)
    }

    private static func numbered<Key: Hashable>(_ keys: [Key], from first: Int) -> [Key: Int] {
        Dictionary(uniqueKeysWithValues: zip(keys, first...))
    }
}
