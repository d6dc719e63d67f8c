import KodanDomain

extension MatchingProblem {
    /// The requests in order, each once.
    static func checked(_ requests: [RequestKey]) throws(MatchingProblemError) -> [RequestKey] {
        let sorted = requests.sorted()
        for (left, right) in zip(sorted, sorted.dropFirst()) where left == right {
            throw .requestTwice(left)
        }
        return sorted
    }

    /// The capacities by presenter, each once and within its limits.
    static func checked(
        _ capacities: [PresenterCapacity]
    ) throws(MatchingProblemError) -> [PresenterKey: PresenterCapacity] {
        let limits = 0...PresenterCapacity.largest
        var byPresenter: [PresenterKey: PresenterCapacity] = [:]
        for capacity in capacities {
            guard byPresenter.updateValue(capacity, forKey: capacity.presenter) == nil
            else { throw .presenterTwice(capacity.presenter) }
            guard capacity.months.values.allSatisfy(limits.contains),
                capacity.years.values.allSatisfy({ limits.contains($0.remaining) && limits.contains($0.held) }
                )
            else { throw .capacityOutOfRange(capacity.presenter) }
        }
        return byPresenter
    }

    /// The first option of each request, then the number of options.
    static func grouped(
        _ options: [MatchingOption],
        by requests: [RequestKey]
    ) throws(MatchingProblemError) -> [Int] {
        var firsts: [Int] = []
        firsts.reserveCapacity(requests.count + 1)
        var next = 0
        for request in requests {
            firsts.append(next)
            while next < options.count, options[next].request == request {
                if next > firsts[firsts.count - 1],
                    !MatchingOption.canonical(options[next - 1], options[next])
                {
                    throw .optionTwice(options[next])
                }
                next += 1
            }
            if next < options.count, options[next].request < request { break }
        }
        guard next == options.count else { throw .unknownRequest(options[next].request) }
        return firsts + [options.count]
    }

    /// 1 and, for each request, the dearest path that it could take.
    static func unmatchedCost(
        options: [MatchingOption],
        firstOption: [Int],
        capacities: [PresenterKey: PresenterCapacity],
        weights: CostWeights
    ) throws(MatchingProblemError) -> Int {
        let requestCount = firstOption.count - 1
        var sum = 1
        for request in 0..<requestCount {
            var dearest = 0
            for option in options[firstOption[request]..<firstOption[request + 1]] {
                guard let capacity = capacities[option.presenter]
                else { throw .unknownPresenter(option.presenter) }
                let terms = option.terms
                guard terms.parts.allSatisfy({ $0 >= 0 }) else { throw .negativeCost(option) }
                guard terms.parts.allSatisfy({ $0 < 1 << 58 }) else { throw .costsTooLarge }
                let year = capacity.years[FiscalYear(containing: option.day)]
                // A run adds at most one lecture a request.
                let last = (year?.held ?? 0) + min(year?.remaining ?? 0, requestCount)
                dearest = max(dearest, terms.total + weights.load(nth: max(last, 1)))
            }
            let (next, overflows) = sum.addingReportingOverflow(dearest)
            guard !overflows else { throw .costsTooLarge }
            sum = next
        }
        // The sink, and at most a day, a month and a year for each option.
        let nodes = 1 + requestCount + 3 * options.count
        let (product, overflows) = sum.multipliedReportingOverflow(by: nodes)
        guard !overflows, product < 1 << 62 else { throw .costsTooLarge }
        return sum
    }
}
