import ArgumentParser

/// What solving one of our own instances in one way took.
struct OwnLine: Codable, Equatable {
    /// How candidates come.
    enum Lists: String, Codable, CaseIterable, ExpressibleByArgument {
        /// As far as the search asks.
        case growing
        /// The 32 nearest.
        case nearest
    }

    var size: String
    var lists: Lists
    var presenters: Int
    var requests: Int
    var matched: Int
    var cost: Int
    /// Wall seconds, medians: making indices and lists; building the solver and solving, lists aside; both.
    var candidates_s: Double
    var solve_s: Double
    var total_s: Double
    /// The processor's seconds for both.
    var total_cpu_s: Double
    var searches: Int
    var rss_mb: Double

    /// Solves `instance`, which has no lists yet, `times` times; throws ``ProofError`` unless it is the optimum.
    init(of instance: MatchingInstance, _ size: InstanceSize, _ lists: Lists, times: Int) throws {
        var instance = instance
        var making: [Stopwatch.Lap] = []
        if lists == .nearest {
            for _ in 0..<max(1, times) {
                var stopwatch = Stopwatch()
                var candidates = InstanceCandidates(of: instance)
                instance.lists = candidates.lists()
                making.append(stopwatch.lap())
            }
        }
        let made = making.median(\.seconds)
        var peak = 0.0
        let runs = try MatchRun.runs(
            of: instance,
            lists == .growing ? .growing : .fixed,
            times: max(1, times)
        ) {
            peak = Usage.peakMegabytes
            _ = try InstanceProof(of: $0, instance, lists == .growing ? .all : .lists)
        }
        self.size = size.rawValue
        self.lists = lists
        presenters = instance.presenters.count
        requests = instance.requests.count
        (matched, cost) = runs[0].outcome
        candidates_s = made + runs.median(\.candidateSeconds)
        solve_s = runs.median { $0.build.seconds + $0.solve.seconds - $0.candidateSeconds }
        total_s = made + runs.median { $0.build.seconds + $0.solve.seconds }
        total_cpu_s =
            making.median(\.processorSeconds)
            + runs.median { $0.build.processorSeconds + $0.solve.processorSeconds }
        searches = runs[0].searches
        rss_mb = (peak * 10).rounded() / 10
    }
}

/// The table of our own instances, and how time grows.
struct OwnTable {
    let lines: [OwnLine]

    /// What is printed.
    var text: String {
        let header = [
            "size", "lists", "presenters", "requests", "matched", "cost", "candidates s", "solve s", "both s",
            "processor s", "searches", "peak MiB",
        ]
        let rows = lines.map { line in
            [
                line.size, line.lists.rawValue, Report.count(line.presenters), Report.count(line.requests),
                Report.count(line.matched), Report.count(line.cost), Report.figure(line.candidates_s),
                Report.figure(line.solve_s), Report.figure(line.total_s), Report.figure(line.total_cpu_s),
                Report.count(line.searches), Report.figure(line.rss_mb),
            ]
        }
        return ([Report.table([header] + rows)] + growth).joined(separator: "\n")
    }

    /// One sentence for each kind of instance and lists of which there are two sizes or more.
    private var growth: [String] {
        [false, true].flatMap { isTight in
            OwnLine.Lists.allCases.compactMap { lists in
                let fitting = lines.filter {
                    $0.lists == lists && InstanceSize(rawValue: $0.size)?.isTight == isTight
                }
                let points = fitting.map { (x: Double($0.requests), y: $0.total_cpu_s) }
                guard let exponent = Statistics.exponent(points) else { return nil }
                return
                    "\(fitting.map(\.size).joined(separator: " ")), \(lists.rawValue): processor time grows as"
                    + " requests to the power \(Report.figure(exponent))"
            }
        }
    }
}
