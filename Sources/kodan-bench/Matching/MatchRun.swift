import KodanMatching

/// One solved instance and what it took.
struct MatchRun {
    /// How candidates come: lists of fixed length, or growing ones.
    enum Lists {
        case fixed
        case growing
    }

    var outcome: (matched: Int, cost: Int) = (0, 0)
    var searches = 0
    var build = Stopwatch.Lap(seconds: 0, processorSeconds: 0)
    var solve = Stopwatch.Lap(seconds: 0, processorSeconds: 0)
    /// The part of both that went into lists that grew.
    var candidateSeconds = 0.0

    /// Builds and solves `instance` as often as `times` says, 1 or more; `check` sees the last one solved.
    static func runs(
        of instance: MatchingInstance,
        _ lists: Lists,
        times: Int,
        check: (borrowing InstanceSolver) throws -> Void = { _ in }
    ) throws -> [MatchRun] {
        var runs: [MatchRun] = []
        for nth in 1...times {
            var run = MatchRun()
            var stopwatch = Stopwatch()
            var solver =
                lists == .growing ? InstanceSolver(growing: instance) : InstanceSolver(listsOf: instance)
            run.build = stopwatch.lap()
            solver.solve()
            run.solve = stopwatch.lap()
            let outcome = solver.solver.outcome
            run.outcome = (outcome.matched, outcome.cost)
            run.searches = solver.solver.searches
            run.candidateSeconds = solver.candidateSeconds
            runs.append(run)
            if nth == times { try check(solver) }
        }
        return runs
    }
}

extension [MatchRun] {
    /// The median of a figure, to the hundredth of a millisecond.
    func median(_ figure: (MatchRun) -> Double) -> Double {
        Report.rounded(Statistics.median(map(figure)) ?? 0)
    }
}
