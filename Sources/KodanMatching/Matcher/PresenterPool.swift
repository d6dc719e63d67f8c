import KodanDomain

/// Presenters as units of the solver, and by topic and municipality.
///
/// A unit is a presenter in one of the fiscal years in which lectures are asked for.
struct PresenterPool: Sendable {
    /// In ascending order of their keys.
    let presenters: [PresenterFacts]
    /// The fiscal years, and the months of each, in which lectures are asked for.
    let years: [FiscalYear]
    private let months: [FiscalYear: [YearMonth]]
    /// The days asked for in each fiscal year, which nobody can exceed.
    private let days: [FiscalYear: Int]
    private let byPlace: [TopicKey: Adjacency<Int32>]
    private let indexOf: [PresenterKey: Int]

    /// The pool of `presenters`, whose keys differ, for lectures at `slots`.
    init(_ presenters: [PresenterFacts], for slots: [SlotDay], travel: TravelModel) {
        let ordered = presenters.sorted { $0.id < $1.id }
        self.presenters = ordered
        years = Set(slots.map(\.year)).sorted()
        months = Dictionary(grouping: Set(slots.map(\.month)).sorted()) { FiscalYear(containing: $0.first) }
        days = Dictionary(grouping: Set(slots.map(\.date))) { FiscalYear(containing: $0) }.mapValues(\.count)
        indexOf = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.id, $0) })
        var pairs: [TopicKey: [(node: Int, arc: Int32)]] = [:]
        for (index, presenter) in ordered.enumerated() where presenter.isActive {
            let node = travel.node(of: presenter.base)
            for topic in presenter.topics.keys { pairs[topic, default: []].append((node, Int32(index))) }
        }
        byPlace = pairs.mapValues { Adjacency(nodes: travel.nodes, $0) }
    }

    /// The presenter with this key, by position; nil if there is none.
    func index(of presenter: PresenterKey) -> Int? { indexOf[presenter] }

    /// Who lectures on `topic` and lives in the municipality `node`, by position.
    func presenters(of topic: TopicKey, at node: Int) -> ArraySlice<Int32> { byPlace[topic]?[node] ?? [] }

    /// Who lectures on `topic`, by position.
    func presenters(of topic: TopicKey) -> [Int32] { (byPlace[topic]?.arcs ?? []).sorted() }

    /// The unit of a presenter in the fiscal year of a slot.
    func unit(_ presenter: Int, _ year: FiscalYear) -> Int {
        presenter * years.count + (years.firstIndex(of: year) ?? 0)
    }

    /// The presenter and the fiscal year of a unit.
    func year(ofUnit unit: Int) -> PresenterPeriod<FiscalYear> {
        PresenterPeriod(presenters[unit / years.count].id, years[unit % years.count])
    }

    /// What remains of each fiscal year of a presenter, and of its months.
    func capacity(of presenter: Int, in year: FiscalYear) -> UnitCapacity {
        let facts = presenters[presenter]
        let held = max(0, min(facts.lecturesByYear[year, default: 0], PresenterCapacity.largest))
        let caps = (months[year] ?? []).map { month in
            (month: month, left: max(0, facts.monthlyCap - facts.lecturesByMonth[month, default: 0]))
        }
        return UnitCapacity(
            held: held,
            remaining: max(0, min(facts.yearlyCap - held, days[year] ?? 0)),
            months: caps.map { ($0.month.month, min($0.left, 31)) }
        )
    }
}

/// What remains of a presenter's fiscal year.
struct UnitCapacity {
    /// Lectures held or assigned.
    var held: Int
    /// How many more it can hold among the days that are asked for.
    var remaining: Int
    /// The same by calendar month, 1 to 12.
    var months: [(month: Int, capacity: Int)]

    /// How many lectures the months hold together.
    var inMonths: Int { months.reduce(0) { $0 + $1.capacity } }
}
