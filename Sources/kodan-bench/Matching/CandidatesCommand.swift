import ArgumentParser
import Foundation

/// The line that stands beside those of the yardsticks' `candidates.py`.
struct CandidatesLine: Codable, Equatable {
    var method: String
    var instance: String
    /// How many requests were asked.
    var asked: Int
    /// Wall and processor seconds, medians of the repetitions: making the indices, asking all requests and writing
    /// their lists.
    var build_s: Double
    var build_cpu_s: Double
    var query_s: Double
    var query_cpu_s: Double
    var us_per_request: Double
    /// Whether the lists are those of `cand.bin`; equal distances may stand in either order.
    var same: Bool
    var rss_mb: Double
}

/// Makes the candidate lists of an instance folder.
struct CandidatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates",
        abstract: "Make the candidate lists of an instance folder and print one JSON line.",
        discussion: """
            The nearest eligible presenters of every request, compared with cand.bin. The index is asked for the \
            requests in the order of a curve that fills the plane, which is cheaper than their own order; the lists \
            are in their own order again.
            """
    )

    @Argument(help: "The instance folder.", completion: .directory)
    var folder: String

    @Option(name: .customLong("repeat"), help: "Repetitions; times are their medians.")
    var times = 1

    func validate() throws {
        guard times > 0 else { throw ValidationError("--repeat: expected a number from 1 on") }
    }

    func run() throws {
        let instance = try MatchingInstance(folder: URL(filePath: folder), lists: true)
        var builds: [Stopwatch.Lap] = []
        var queries: [Stopwatch.Lap] = []
        var lists = CandidateLists()
        for _ in 0..<times {
            var stopwatch = Stopwatch()
            var candidates = InstanceCandidates(of: instance)
            builds.append(stopwatch.lap())
            lists = candidates.lists()
            queries.append(stopwatch.lap())
        }
        let query = queries.median(\.seconds)
        let line = CandidatesLine(
            method: "kodan",
            instance: instance.constants.name,
            asked: instance.requests.count,
            build_s: builds.median(\.seconds),
            build_cpu_s: builds.median(\.processorSeconds),
            query_s: query,
            query_cpu_s: queries.median(\.processorSeconds),
            us_per_request: (query * 1e8 / Double(max(1, instance.requests.count))).rounded() / 100,
            same: lists.agree(with: instance.lists, of: instance),
            rss_mb: (Usage.peakMegabytes * 10).rounded() / 10
        )
        print(try Report.line(line))
        guard line.same else { throw ListsDiffer() }
    }
}

/// The lists are not those of the folder.
struct ListsDiffer: Error, CustomStringConvertible {
    var description: String { "the candidate lists differ from those of cand.bin" }
}

extension CandidateLists {
    /// Whether these are the lists `other`, but for the order of presenters that are equally far.
    func agree(with other: CandidateLists, of instance: MatchingInstance) -> Bool {
        guard starts == other.starts, starts.count == instance.requests.count + 1 else { return false }
        return instance.requests.indices.allSatisfy { request in
            let range = range(of: request)
            guard presenters[range] != other.presenters[range] else {
                return costs[range] == other.costs[range]
            }
            let asked = instance.requests[request]
            let point = SpherePoint(latitude: asked.latitude, longitude: asked.longitude)
            func metres(_ presenter: UInt32) -> Double {
                let given = instance.presenters[Int(presenter)]
                return point.metres(to: SpherePoint(latitude: given.latitude, longitude: given.longitude))
            }
            return Set(presenters[range]).count == range.count
                && range.allSatisfy { abs(metres(presenters[$0]) - metres(other.presenters[$0])) < 1e-6 }
        }
    }
}
