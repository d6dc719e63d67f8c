import Foundation

/// A line of a run, ours or another's, as far as the comparison reads it.
struct ComparedRun: Decodable {
    /// Whether lists were the same; lines of other methods have a share instead, which is not compared.
    struct Sameness: Decodable {
        var value: Bool?

        init(from decoder: any Decoder) throws {
            value = try? decoder.singleValueContainer().decode(Bool.self)
        }
    }

    /// The solver of a match, or the method of a candidate search.
    var solver: String?
    var method: String?
    var instance: String
    /// The network file that was solved; nil if none was.
    var net: String?
    var cost: Int?
    var assigned: Int?
    var build_s: Double?
    var solve_s: Double?
    var solve_cpu_s: Double?
    var query_s: Double?
    var build_cpu_s: Double?
    var query_cpu_s: Double?
    var rss_mb: Double?
    /// The limit of time that a run had which came to nothing.
    var limit_s: Double?
    var same: Sameness?

    /// Building the model and solving it; reading files is left out.
    var matchSeconds: Double? { build_s.flatMap { build in solve_s.map { build + $0 } } }
    /// Building the index and asking it.
    var searchSeconds: Double? { query_s.map { (build_s ?? 0) + $0 } }
    /// The same in the processor's seconds.
    var searchProcessorSeconds: Double? { query_cpu_s.map { (build_cpu_s ?? 0) + $0 } }
}

/// The runs of one instance, told apart.
struct Comparison {
    /// Another solver on its best network form.
    struct Peer {
        var solver: String
        /// The median; nil if no run ended.
        var seconds: Double?
        /// The median of the processor's seconds for solving alone.
        var processorSeconds: Double?
        /// The limit of time that no run kept; nil if one did.
        var limit: Double?
    }

    let instance: String
    private let runs: [ComparedRun]

    /// The runs of `instance` among `lines`.
    init(_ instance: String, in lines: [ComparedRun]) {
        self.instance = instance
        runs = lines.filter { $0.instance == instance }
    }

    /// Reads lines of JSON, empty ones passed over; throws ``ComparisonError``.
    static func lines(of text: String) throws(ComparisonError) -> [ComparedRun] {
        var runs: [ComparedRun] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            guard let run = try? JSONDecoder().decode(ComparedRun.self, from: Data(line.utf8)) else {
                throw .notARun(line: index + 1)
            }
            runs.append(run)
        }
        return runs
    }

    /// Our runs on the lists of fixed length, the failed ones too.
    var ours: [ComparedRun] { runs.filter { $0.solver == "kodan" || $0.solver == "ours" } }
    /// Our runs with growing lists.
    var growing: [ComparedRun] { runs.filter { $0.solver == "kodan-growing" } }

    /// The other solvers of the same problem, in order of appearance; those of plain assignment solve another.
    var peers: [Peer] {
        let others = runs.filter { run in
            guard let solver = run.solver else { return false }
            return !solver.hasPrefix("kodan") && solver != "ours" && !solver.hasPrefix("lap-")
        }
        return Comparison.unique(others.compactMap(\.solver)).map { solver in
            let own = others.filter { $0.solver == solver }
            let nets = Comparison.unique(own.map(\.net))
            func best(_ figure: (ComparedRun) -> Double?) -> Double? {
                nets.compactMap { net in Statistics.median(own.filter { $0.net == net }.compactMap(figure)) }
                    .min()
            }
            let seconds = best(\.matchSeconds)
            return Peer(
                solver: solver,
                seconds: seconds,
                processorSeconds: best(\.solve_cpu_s),
                limit: seconds == nil ? own.compactMap(\.limit_s).min() : nil
            )
        }
    }

    /// The seconds of the fastest other solver that ended, and its name.
    var fastest: (solver: String, seconds: Double)? {
        peers.compactMap { peer in peer.seconds.map { (peer.solver, $0) } }.min { $0.1 < $1.1 }
    }

    /// The costs that runs of the same problem found; one unless somebody is wrong.
    var costs: Set<Int> {
        Set(
            runs.filter { !($0.solver?.hasPrefix("lap-") ?? true) && $0.solver != "kodan-growing" }
                .compactMap(\.cost)
        )
    }

    /// The median of a figure of a candidate search; nil if it was not run.
    func search(_ method: String, _ figure: (ComparedRun) -> Double? = \.searchSeconds) -> Double? {
        Statistics.median(runs.filter { $0.method == method }.compactMap(figure))
    }

    /// Whether each candidate search of ours found the same lists.
    var sameLists: Bool { runs.filter { $0.method == "kodan" }.allSatisfy { $0.same?.value == true } }

    /// `values` without repetitions, in order of appearance.
    static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}

/// What is wrong with a file of runs, or with what it says.
enum ComparisonError: Error, Equatable, CustomStringConvertible {
    case notARun(line: Int)
    case costsDiffer([String])

    var description: String {
        switch self {
        case .notARun(let line): "line \(line) is not a run in JSON"
        case .costsDiffer(let instances):
            "the solvers do not agree on the cost of \(instances.joined(separator: ", "))"
        }
    }
}
