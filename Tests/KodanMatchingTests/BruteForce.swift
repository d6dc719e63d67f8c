import KodanDomain
import KodanMatching

/// The best plan by trying every one, with no network: what the matcher is compared with.
struct BruteForce {
    /// The chosen option of each request in ascending order, nil where unmatched.
    private(set) var choices: [MatchingOption?] = []
    private(set) var matched = -1
    private(set) var cost = 0

    private let weights: CostWeights
    private var capacities: [PresenterKey: PresenterCapacity] = [:]
    /// The options of each request, in the order in which ties are settled.
    private let open: [[MatchingOption]]
    private var taken: [MatchingOption?] = []
    /// Where the request stands that must be matched.
    private let forced: Int?

    /// Tries every plan of `parts`; the first among equals in the order of requests, slots and presenters wins.
    ///
    /// With `forced`, only plans that match that request; `matched` stays -1 if there is none.
    init(_ parts: ProblemParts, forced: RequestKey? = nil) {
        self.forced = forced.flatMap { parts.requests.sorted().firstIndex(of: $0) }
        weights = parts.weights
        for capacity in parts.capacities { capacities[capacity.presenter] = capacity }
        open = parts.requests.sorted().map { request in
            parts.options.filter { $0.request == request }
                .sorted { ($0.slotOrdinal, $0.presenter) < ($1.slotOrdinal, $1.presenter) }
        }
        descend(matched: 0, cost: 0)
    }

    private mutating func descend(matched count: Int, cost sum: Int) {
        guard taken.count < open.count else {
            // Plans come in the order of ties, so only a better one replaces another.
            if count > matched || (count == matched && sum < cost) {
                matched = count
                cost = sum
                choices = taken
            }
            return
        }
        for option in open[taken.count] {
            guard let load = load(of: option) else { continue }
            taken.append(option)
            descend(matched: count + 1, cost: sum + option.terms.total + load)
            taken.removeLast()
        }
        guard taken.count != forced else { return }
        taken.append(nil)
        descend(matched: count, cost: sum)
        taken.removeLast()
    }

    /// What the presenter's load adds to `option` after what is taken; nil if it does not fit.
    private func load(of option: MatchingOption) -> Int? {
        let year = FiscalYear(containing: option.day)
        guard let capacity = capacities[option.presenter], let yearly = capacity.years[year] else {
            return nil
        }
        var inMonth = 0
        var inYear = 0
        for case let other? in taken where other.presenter == option.presenter {
            if other.day == option.day { return nil }
            if other.day.yearMonth == option.day.yearMonth { inMonth += 1 }
            if FiscalYear(containing: other.day) == year { inYear += 1 }
        }
        guard inMonth < capacity.months[option.day.yearMonth] ?? 0, inYear < yearly.remaining else {
            return nil
        }
        return weights.loadStep * (yearly.held + inYear)
    }
}
