/// The comparison as tables: the match, the match without a fixed K, the candidate search.
struct ComparisonTables {
    let comparisons: [Comparison]

    /// The tables of `lines`, an instance a row in order of appearance.
    init(_ lines: [ComparedRun]) {
        comparisons = Comparison.unique(lines.map(\.instance)).map { Comparison($0, in: lines) }
    }

    /// What is printed.
    var text: String {
        let tables = [
            ("Match, K = 32: building the model and solving it, median seconds", match),
            ("Without a fixed K: index, lists as far as asked, solver and solving, median seconds", growing),
            ("Candidate search, K = 32: index and lists, median seconds", search),
        ]
        return tables.filter { $1.count > 1 }.map { $0 + "\n\n" + Report.table($1) }.joined(separator: "\n\n")
    }

    /// The instances on whose cost the solvers do not agree.
    var differing: [String] { comparisons.filter { $0.costs.count > 1 }.map(\.instance) }

    /// A row for each instance that we and others solved.
    var match: [[String]] {
        let solvers = Comparison.unique(comparisons.flatMap { $0.peers.map(\.solver) })
        let header =
            ["size", "assigned", "cost", "kodan", "MiB"] + solvers
            + [
                "fastest other", "faster than it", "needed", "faster than OR-Tools", "needed",
                "solving, processor time: faster",
            ]
        let rows = comparisons.filter { !$0.ours.isEmpty }.map { one in
            let ours = Statistics.median(one.ours.compactMap(\.matchSeconds))
            let processor = Statistics.median(one.ours.compactMap(\.solve_cpu_s))
            let first = one.ours.first { $0.cost != nil }
            let times = solvers.map { solver in
                one.peers.first { $0.solver == solver }.map(ComparisonTables.seconds(of:)) ?? ""
            }
            let size = InstanceSize(rawValue: one.instance)
            let orTools = one.peers.first { $0.solver == "ortools-mcf" }
            return [
                one.instance, first?.assigned.map(Report.count) ?? "",
                first?.cost.map { Report.count($0) + (one.costs.count > 1 ? " DIFFERS" : ", equal") }
                    ?? "failed",
                ours.map(Report.figure) ?? "failed",
                one.ours.compactMap(\.rss_mb).max().map(Report.figure) ?? "",
            ] + times + [
                one.fastest?.solver ?? "",
                ComparisonTables.ratio(one.fastest?.seconds, to: ours),
                size.map { Report.figure($0.required.fastest) } ?? "",
                ComparisonTables.ratio(orTools?.seconds, orAbove: orTools?.limit, to: ours),
                size.map { Report.figure($0.required.orTools) } ?? "",
                ComparisonTables.ratio(one.peers.compactMap(\.processorSeconds).min(), to: processor),
            ]
        }
        return [header] + rows
    }

    /// A row for each instance that was solved with growing lists.
    var growing: [[String]] {
        let header = [
            "size", "assigned", "K = 32", "cost", "seconds", "K = 32 with its lists", "times as long", "MiB",
        ]
        let rows = comparisons.filter { !$0.growing.isEmpty }.map { one in
            let seconds = Statistics.median(one.growing.compactMap(\.matchSeconds))
            let solving = Statistics.median(one.ours.compactMap(\.matchSeconds))
            let fixed = solving.flatMap { solving in one.search("kodan").map { solving + $0 } }
            return [
                one.instance, one.growing.first?.assigned.map(Report.count) ?? "",
                one.ours.first?.assigned.map(Report.count) ?? "",
                one.growing.first?.cost.map(Report.count) ?? "failed",
                seconds.map(Report.figure) ?? "", fixed.map(Report.figure) ?? "",
                ComparisonTables.ratio(seconds, to: fixed),
                one.growing.compactMap(\.rss_mb).max().map(Report.figure) ?? "",
            ]
        }
        return [header] + rows
    }

    /// A row for each instance whose lists we made.
    var search: [[String]] {
        let header = [
            "size", "kodan", "SciPy cKDTree", "faster", "needed", "processor time: faster", "lists",
        ]
        let rows = comparisons.compactMap { one -> [String]? in
            guard let ours = one.search("kodan") else { return nil }
            let other = one.search("kdtree1")
            return [
                one.instance, Report.figure(ours), other.map(Report.figure) ?? "",
                ComparisonTables.ratio(other, to: ours), "3",
                ComparisonTables.ratio(
                    one.search("kdtree1", \.searchProcessorSeconds),
                    to: one.search("kodan", \.searchProcessorSeconds)
                ),
                one.sameLists ? "the same" : "DIFFER",
            ]
        }
        return [header] + rows
    }

    private static func seconds(of peer: Comparison.Peer) -> String {
        peer.seconds.map(Report.figure) ?? peer.limit.map { "> " + Report.figure($0) } ?? "failed"
    }

    /// How many times `ours` goes into `other`, or into a limit that the other did not keep.
    static func ratio(_ other: Double?, orAbove limit: Double? = nil, to ours: Double?) -> String {
        guard let ours, ours > 0 else { return "" }
        if let other { return Report.figure(other / ours) }
        return limit.map { "> " + Report.figure($0 / ours) } ?? ""
    }
}
