import KodanDomain
import KodanMatching

/// The parts of a problem, which can be put in any order.
struct ProblemParts {
    var requests: [RequestKey]
    var options: [MatchingOption]
    var capacities: [PresenterCapacity]
    var weights: CostWeights

    func problem() throws(MatchingProblemError) -> MatchingProblem {
        try MatchingProblem(requests: requests, options: options, capacities: capacities, weights: weights)
    }

    mutating func shuffle(using dice: inout Dice) {
        requests.shuffle(using: &dice)
        options.shuffle(using: &dice)
        capacities.shuffle(using: &dice)
    }
}

extension ProblemParts {
    /// A small random problem, tight in days, months and years that span two fiscal years, and rich in ties.
    static func small(using dice: inout Dice) -> ProblemParts {
        let days = ["2027-03-30", "2027-03-31", "2027-04-01", "2027-04-20"].map(day)
        let presenters = (1...Int64(1 + dice.roll(3))).map { $0 * 10 }
        let requests = (1...Int64(1 + dice.roll(4))).map { $0 * 7 }
        let costs = [1, 3, 40][dice.roll(3)]
        let slots = 1 + dice.roll(2)
        var options: [MatchingOption] = []
        for request in requests {
            for ordinal in 1...slots {
                let date = days[dice.roll(days.count)]
                for presenter in presenters where dice.roll(5) < 3 {
                    options.append(
                        option(request, ordinal, by: presenter, on: date, cost: dice.roll(costs))
                    )
                }
            }
        }
        let months = Set(days.map(\.yearMonth)).sorted()
        let years = Set(days.map { FiscalYear(containing: $0) }).sorted()
        let capacities = presenters.map { presenter in
            var monthly: [YearMonth: Int] = [:]
            for month in months { monthly[month] = dice.roll(3) }
            var yearly: [FiscalYear: PresenterCapacity.Year] = [:]
            for year in years where dice.roll(8) > 0 {
                yearly[year] = PresenterCapacity.Year(remaining: dice.roll(4), held: dice.roll(3))
            }
            return PresenterCapacity(presenter: presenter, months: monthly, years: yearly)
        }
        let weights = CostWeights.loading([0, 1, 15][dice.roll(3)])
        return ProblemParts(requests: requests, options: options, capacities: capacities, weights: weights)
    }

    /// Requests in `regions` parts that share no presenter but one in ten, over a year of days.
    static func large(
        requests: Int,
        presenters: Int,
        regions: Int,
        optionsPerSlot: Int,
        using dice: inout Dice
    ) -> ProblemParts {
        let first = day("2026-10-01")
        var options: [MatchingOption] = []
        for request in 0..<requests {
            let region = dice.roll(10) == 0 ? dice.roll(regions) : request % regions
            for ordinal in 1...3 {
                let date = first.adding(days: dice.roll(240))
                var chosen: Set<Int> = []
                for _ in 0..<optionsPerSlot {
                    chosen.insert(dice.roll(presenters / regions) * regions + region)
                }
                options += chosen.map {
                    option(
                        Int64(request),
                        ordinal,
                        by: Int64($0),
                        on: date,
                        cost: 10 + dice.roll(90) + 20 * (ordinal - 1)
                    )
                }
            }
        }
        let months = (0..<9).map { first.adding(days: 31 * $0).yearMonth }
        let capacities = (0..<presenters).map { presenter in
            PresenterCapacity(
                presenter: Int64(presenter),
                months: Dictionary(uniqueKeysWithValues: Set(months).map { ($0, dice.roll(3)) }),
                years: Dictionary(
                    uniqueKeysWithValues: Set(months.map { FiscalYear(containing: $0.first) }).map {
                        ($0, PresenterCapacity.Year(remaining: dice.roll(4), held: dice.roll(4)))
                    }
                )
            )
        }
        return ProblemParts(
            requests: (0..<requests).map(Int64.init),
            options: options,
            capacities: capacities,
            weights: .standard
        )
    }
}
