import KodanDomain

/// Presenters as units of the solver, and by topic and municipality.
///
/// A unit is a presenter in one of the fiscal years in which lectures are asked for.
struct PresenterPool: Sendable {
    /// In ascending order of their keys, then those who came later.
    private(set) var presenters: [PresenterFacts]
    /// The fiscal years, and the months of each, in which lectures are asked for.
    let years: [FiscalYear]
    private let months: [FiscalYear: [YearMonth]]
    /// The days asked for in each fiscal year, which nobody can exceed.
    private let days: [FiscalYear: Int]
    private let byPlace: [TopicKey: Adjacency<Int32>]
    private var indexOf: [PresenterKey: Int]
    /// Those who came later, by position.
    private(set) var late: [Int] = []

    /// The pool of `presenters`, whose keys differ, for lectures at `slots`.
    init(_ presenters: [PresenterFacts], for slots: [SlotDay], travel: TravelModel) {
        self.init(
            presenters,
            travel: travel,
            months: Dictionary(grouping: Set(slots.map(\.month)).sorted()) {
                FiscalYear(containing: $0.first)
            },
            days: Dictionary(grouping: Set(slots.map(\.date))) { FiscalYear(containing: $0) }.mapValues(
                \.count
            )
        )
    }

    /// The pool of `presenters`, whose keys differ, for lectures at any time of the fiscal years `years`.
    init(_ presenters: [PresenterFacts], throughout years: Set<FiscalYear>, travel: TravelModel) {
        var months: [FiscalYear: [YearMonth]] = [:]
        for year in years {
            months[year] = Set((0..<366).map { year.first.adding(days: $0).yearMonth })
                .filter { FiscalYear(containing: $0.first) == year }.sorted()
        }
        self.init(
            presenters,
            travel: travel,
            months: months,
            days: Dictionary(uniqueKeysWithValues: years.map { ($0, 366) })
        )
    }

    private init(
        _ presenters: [PresenterFacts],
        travel: TravelModel,
        months: [FiscalYear: [YearMonth]],
        days: [FiscalYear: Int]
    ) {
        let ordered = presenters.sorted { $0.id < $1.id }
        self.presenters = ordered
        years = months.keys.sorted()
        self.months = months
        self.days = days
        indexOf = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.id, $0) })
        var pairs: [TopicKey: [(node: Int, arc: Int32)]] = [:]
        for (index, presenter) in ordered.enumerated() where presenter.isActive {
            let node = travel.node(of: presenter.base)
            for topic in presenter.topics.keys { pairs[topic, default: []].append((node, Int32(index))) }
        }
        byPlace = pairs.mapValues { Adjacency(nodes: travel.nodes, $0) }
    }

    /// Adds somebody who comes later, and answers the position.
    mutating func add(_ presenter: PresenterFacts) -> Int {
        presenters.append(presenter)
        indexOf[presenter.id] = presenters.count - 1
        late.append(presenters.count - 1)
        return presenters.count - 1
    }

    /// Nobody is sent any more who stands at this position, and the key is free.
    mutating func remove(_ presenter: Int) {
        presenters[presenter].isActive = false
        indexOf[presenters[presenter].id] = nil
    }

    /// The units of a presenter, by position.
    func units(of presenter: Int) -> Range<Int> {
        (presenter * years.count)..<((presenter + 1) * years.count)
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
