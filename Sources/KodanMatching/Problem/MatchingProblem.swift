import KodanDomain

/// A matching problem: requests, what may be chosen for them, and what presenters can still take.
///
/// A value in canonical order: the same content given in any order makes the same problem. Each calendar month
/// lies in one fiscal year, so a run may span several: each has its own cap and its own load.
public struct MatchingProblem: Sendable, Equatable {
    /// The requests, in ascending order.
    public let requests: [RequestKey]
    /// The choices, ordered by request, slot and presenter.
    public let options: [MatchingOption]
    /// What each presenter among the options can still take.
    public let capacities: [PresenterKey: PresenterCapacity]
    /// The weights, of which load is still to be applied.
    public let weights: CostWeights
    /// What an unmatched request costs: more than all requests together at their dearest.
    public let unmatchedCost: Int

    /// The number of the first option of each request, then the number of options.
    let firstOption: [Int]

    /// Puts the parts in order and checks them.
    ///
    /// Refuses keys that come twice or are unknown, negative costs, capacities out of range, and costs so large
    /// that `unmatchedCost` times the number of nodes of the network could reach 2^62.
    public init(
        requests: [RequestKey],
        options: [MatchingOption],
        capacities: [PresenterCapacity],
        weights: CostWeights
    ) throws(MatchingProblemError) {
        try self.init(
            requests: requests,
            options: options,
            capacities: capacities,
            weights: weights,
            unmatchedCost: nil
        )
    }

    /// The same, with what an unmatched request costs where that is known to be more than all at their dearest.
    init(
        requests: [RequestKey],
        options: [MatchingOption],
        capacities: [PresenterCapacity],
        weights: CostWeights,
        unmatchedCost known: Int?
    ) throws(MatchingProblemError) {
        self.requests = try MatchingProblem.checked(requests)
        self.options = options.sorted(by: MatchingOption.canonical)
        self.capacities = try MatchingProblem.checked(capacities)
        self.weights = weights
        firstOption = try MatchingProblem.grouped(self.options, by: self.requests)
        let dearest = try MatchingProblem.unmatchedCost(
            options: self.options,
            firstOption: firstOption,
            capacities: self.capacities,
            weights: weights
        )
        unmatchedCost = known ?? dearest
    }

    /// The options of the request at `index`, as indices into `options`.
    func options(at index: Int) -> Range<Int> { firstOption[index]..<firstOption[index + 1] }

    /// Where `request` stands among the requests; nil if it is not one of them.
    func index(of request: RequestKey) -> Int? {
        let index = requests.partitionIndex { $0 < request }
        return index < requests.count && requests[index] == request ? index : nil
    }

    /// What remains of the month of `option` for its presenter.
    func monthRemaining(_ option: MatchingOption) -> Int {
        capacities[option.presenter]?.months[option.day.yearMonth] ?? 0
    }

    /// The fiscal year of `option` for its presenter.
    func year(_ option: MatchingOption) -> PresenterCapacity.Year {
        capacities[option.presenter]?.years[FiscalYear(containing: option.day)]
            ?? PresenterCapacity.Year(remaining: 0, held: 0)
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element does not belong before; the elements that do come first.
    func partitionIndex(belongsBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if belongsBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
