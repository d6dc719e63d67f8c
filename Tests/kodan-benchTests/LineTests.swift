import Foundation
import Testing

@testable import kodan_bench

@Suite("The line of a match")
struct LineTests {
    @Test("has the keys that the yardsticks expect and no others, on one line")
    func keys() throws {
        let folder = try InstanceFolder()
        let instance = try MatchingInstance(folder: folder.url, lists: true)
        let runs = try MatchRun.runs(of: instance, .fixed, times: 3)
        let line = MatchCommand.line(of: runs, instance, false, load: 0.25, peak: 12.34)
        let text = try Report.line(line)
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let keys = "solver,instance,cost,assigned,load_s,build_s,solve_s,solve_cpu_s,total_s,rss_mb"
        #expect(Set(object.keys) == Set(keys.split(separator: ",").map(String.init)))
        #expect(!text.contains("\n"))
        #expect(line.solver == "kodan")
        #expect(line.instance == "two")
        // The first request takes the cheaper presenter, nobody can serve the second.
        #expect(line.cost == 10_008 + 1_000_000)
        #expect(line.assigned == 1)
        #expect(abs(line.total_s - line.load_s - line.build_s - line.solve_s) < 2e-5)
    }
}

@Suite("Statistics")
struct StatisticsTests {
    @Test("take the middle")
    func median() {
        #expect(Statistics.median([3, 1, 2]) == 2)
        #expect(Statistics.median([4, 1, 2, 3]) == 2.5)
        #expect(Statistics.median([]) == nil)
    }

    @Test("find the power of a curve that is one")
    func exponent() throws {
        let points = [1.0, 10, 100, 1000].map { (x: $0, y: 3 * $0 * $0.squareRoot()) }
        #expect(abs(try #require(Statistics.exponent(points)) - 1.5) < 1e-12)
        #expect(Statistics.exponent([(x: 5, y: 1), (x: 5, y: 2)]) == nil)
    }
}
