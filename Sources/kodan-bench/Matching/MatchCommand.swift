import ArgumentParser
import Foundation

/// The line that the yardsticks' `run.sh` expects of a solver.
struct MatchLine: Codable, Equatable {
    var solver: String
    var instance: String
    var cost: Int
    var assigned: Int
    /// Wall seconds, medians of the repetitions: reading the folder, building the solver from it, solving.
    var load_s: Double
    var build_s: Double
    var solve_s: Double
    var solve_cpu_s: Double
    var total_s: Double
    /// The most memory that the process ever held, in MiB.
    var rss_mb: Double
}

/// Solves an instance folder.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Solve an instance folder and print one JSON line.",
        discussion: """
            The folder has the form of the yardsticks: meta.json, presenters.csv, requests.csv, cand.bin. Times are \
            wall seconds: load_s reads the files, build_s makes the solver from them, solve_s solves.
            """
    )

    @Argument(help: "The instance folder.", completion: .directory)
    var folder: String

    @Flag(help: "Do not read cand.bin: lists are made by the nearest index as far as the search asks.")
    var growing = false

    @Flag(
        help:
            "Prove the optimum, with --growing against all eligible pairs; exit status 1 if it is not proved."
    )
    var prove = false

    @Option(name: .customLong("repeat"), help: "Repetitions; times are their medians.")
    var times = 1

    func validate() throws {
        guard times > 0 else { throw ValidationError("--repeat: expected a number from 1 on") }
    }

    func run() throws {
        var stopwatch = Stopwatch()
        let instance = try MatchingInstance(folder: URL(filePath: folder), lists: !growing)
        let load = stopwatch.lap()
        var peak = 0.0
        var proved: InstanceProof?
        let runs = try MatchRun.runs(of: instance, growing ? .growing : .fixed, times: times) { solver in
            peak = Usage.peakMegabytes
            if prove { proved = try InstanceProof(of: solver, instance, growing ? .all : .lists) }
        }
        print(try Report.line(MatchCommand.line(of: runs, instance, growing, load: load.seconds, peak: peak)))
        guard let proved else { return }
        let note = "proved: no plan costs less than \(proved.cost); \(proved.pairs) pairs looked at\n"
        FileHandle.standardError.write(Data(note.utf8))
    }

    /// The line of `runs`, of which there is at least one.
    static func line(
        of runs: [MatchRun],
        _ instance: MatchingInstance,
        _ growing: Bool,
        load: Double,
        peak: Double
    ) -> MatchLine {
        let build = runs.median { $0.build.seconds }
        let solve = runs.median { $0.solve.seconds }
        return MatchLine(
            solver: growing ? "kodan-growing" : "kodan",
            instance: instance.constants.name,
            cost: runs[0].outcome.cost,
            assigned: runs[0].outcome.matched,
            load_s: Report.rounded(load),
            build_s: build,
            solve_s: solve,
            solve_cpu_s: runs.median { $0.solve.processorSeconds },
            total_s: Report.rounded(load + build + solve),
            rss_mb: (peak * 10).rounded() / 10
        )
    }
}
