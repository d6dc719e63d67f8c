import KodanMatching

/// Candidate lists as options, made as far as the solver's search has asked.
final class GrowingLists {
    private let instance: MatchingInstance
    private let units: [Int32]
    private let requests: [Int32]
    /// How many candidates of each of the solver's requests have been made.
    private var made: [Int]
    private var candidates: InstanceCandidates
    /// Seconds spent on all of this.
    private(set) var seconds = 0.0

    /// No lists yet: `units` has the unit of each presenter, `requests` the number of each of the solver's requests.
    init(_ instance: MatchingInstance, units: [Int32], requests: [Int32]) {
        self.instance = instance
        self.units = units
        self.requests = requests
        made = [Int](repeating: 0, count: requests.count)
        var stopwatch = Stopwatch()
        candidates = InstanceCandidates(of: instance)
        seconds = stopwatch.lap().seconds
    }

    /// Makes as many options of `request` again as it has; answers below which cost no further one lies.
    func grow(_ request: Int, into batch: inout [SolverOption]) -> Int {
        Stopwatch.time(into: &seconds) {
            let first = made[request]
            let last = max(InstanceSolver.firstCandidates, 2 * first)
            made[request] = last
            let number = Int(requests[request])
            let wished = instance.requests[number].days
            let floor = candidates.forEach(of: number, from: first, to: last) { presenter, cost in
                var days = wished & instance.presenters[presenter].days
                while days != 0 {
                    let day = SolverDay(month: 0, day: days.trailingZeroBitCount)
                    batch.append(SolverOption(unit: units[presenter], cost: cost, day: day, tag: 0))
                    days &= days - 1
                }
            }
            return floor ?? FlowSolver.never
        }
    }
}
