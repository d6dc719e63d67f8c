extension FlowSolver {
    /// What a solver has found so far.
    package struct Outcome: Sendable, Equatable {
        /// How many requests the plan serves.
        package var matched = 0
        /// What the plan costs, load and unmatched requests included.
        package var cost = 0
        /// What the prices prove that no plan costs less than; the same as `cost` once all requests have entered.
        package var bound = 0
    }

    /// The option that the plan takes for a request; nil if it is left out, or has not entered.
    package func chosenOption(of request: Int) -> Int? {
        let chosen = requests[request].chosen
        return chosen >= 0 ? Int(chosen) : nil
    }

    /// Adds up plan and prices, each by itself.
    package var outcome: Outcome {
        var outcome = Outcome()
        for number in 0..<requests.count where requests[number].chosen != SolverRequest.waiting {
            let request = requests[number]
            outcome.bound += request.price
            if request.chosen == SolverRequest.unmatched {
                outcome.cost += unmatchedCost
            } else {
                outcome.matched += 1
                outcome.cost += options[Int(request.chosen)].cost
            }
        }
        for number in 0..<units.count {
            let unit = units[number]
            for nth in 0..<Int(unit.count) { outcome.cost += unit.firstLoad + nth * loadStep }
            outcome.bound -= rent(of: unit)
        }
        return outcome
    }

    /// What the prices of a unit, of its full months and of its taken days are worth together.
    private func rent(of unit: SolverUnit) -> Int {
        var rent = 0
        for nth in 0..<Int(unit.capacity) {
            let surplus = unit.price - unit.firstLoad - nth * loadStep
            guard surplus > 0 else { break }
            rent += surplus
        }
        // A full month has as many slots as its cap, each of which carries its extra.
        for place in unit.slots { rent += slots[place].monthExtra + slots[place].dayExtra }
        return rent
    }

    /// The first option that costs its request less than the prices say, which would refute them; nil if none does.
    package var firstContradiction: Int? {
        for number in 0..<requests.count where requests[number].chosen != SolverRequest.waiting {
            let request = requests[number]
            var found: Int?
            forEachPiece(of: request) { range in
                for index in range where found == nil {
                    if options[index].cost + dayPrice(options[index]).price < request.price { found = index }
                }
            }
            if let found { return found }
        }
        return nil
    }
}
