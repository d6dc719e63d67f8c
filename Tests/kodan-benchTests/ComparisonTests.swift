import Testing

@testable import kodan_bench

@Suite("The comparison with other solvers")
struct ComparisonTests {
    static let runs = """
        {"solver":"kodan","instance":"M","cost":70,"assigned":9,"load_s":9,"build_s":0.5,"solve_s":0.5,"solve_cpu_s":0.4,"total_s":10,"rss_mb":10}
        {"solver":"kodan","instance":"M","cost":70,"assigned":9,"load_s":9,"build_s":0.5,"solve_s":1.5,"solve_cpu_s":0.5,"total_s":11,"rss_mb":12}
        {"solver":"kodan","instance":"M","cost":70,"assigned":9,"load_s":9,"build_s":0.5,"solve_s":7.5,"solve_cpu_s":0.6,"total_s":17,"rss_mb":11}
        {"solver": "ortools-mcf", "instance": "M", "cost": 70, "assigned": 9, "load_s": 1, "build_s": 10, "solve_s": 50, "solve_cpu_s": 40, "extract_s": 99, "net": "net.mcfb"}
        {"solver": "ortools-mcf", "instance": "M", "cost": 70, "assigned": 9, "load_s": 1, "build_s": 4, "solve_s": 36, "solve_cpu_s": 30, "extract_s": 99, "net": "netr.mcfb"}

        {"solver": "lemon-ns", "instance": "M", "cost": 70, "assigned": 9, "load_s": 99, "build_s": 1, "solve_s": 8, "solve_cpu_s": 7.5, "net": "netr.mcfb"}
        {"solver": "lemon-ns", "instance": "M", "cost": 70, "assigned": 9, "load_s": 99, "build_s": 1, "solve_s": 10, "solve_cpu_s": 9, "net": "netr.mcfb"}
        {"solver": "lemon-ssp", "instance": "M", "net": "netr.mcfb", "failed": 124, "limit_s": 170}
        {"solver": "lap-lapmod", "instance": "M", "cost": 3, "assigned": 9, "build_s": 0, "solve_s": 0.001, "net": "cand.bin"}
        """

    @Test("takes medians of building and solving on the best network, without reading and extracting")
    func ratios() throws {
        let lines = try Comparison.lines(of: Self.runs)
        let comparison = Comparison("M", in: lines)
        #expect(comparison.peers.map(\.solver) == ["ortools-mcf", "lemon-ns", "lemon-ssp"])
        #expect(comparison.peers.map(\.seconds) == [40, 10, nil])
        #expect(comparison.peers.map(\.limit) == [nil, nil, 170])
        #expect(comparison.fastest?.solver == "lemon-ns")
        // Ours: 2 s, the median of 1, 2 and 8; 10 / 2, 40 / 2, and 8.25 / 0.5 of processor time.
        let rows = ComparisonTables(lines).match
        #expect(rows.count == 2)
        #expect(
            rows[1] == [
                "M", "9", "70, equal", "2", "12", "40", "10", "> 170", "lemon-ns", "5", "10", "20", "10",
                "16.5",
            ]
        )
    }

    @Test("says so when costs differ")
    func costs() throws {
        let lines = try Comparison.lines(
            of: Self.runs + "\n" + #"{"solver":"lemon-cos","instance":"M","cost":71}"#
        )
        let tables = ComparisonTables(lines)
        #expect(tables.differing == ["M"])
        #expect(tables.match[1][2] == "70 DIFFERS")
        #expect(try ComparisonTables(Comparison.lines(of: Self.runs)).differing == [])
    }

    @Test("shows our own failure")
    func failure() throws {
        let lines = try Comparison.lines(
            of: #"{"solver": "ours", "instance": "M", "net": "", "failed": 1, "limit_s": 170}"#
        )
        #expect(ComparisonTables(lines).match[1][2...3] == ["failed", "failed"])
    }

    @Test("counts lists that grow against fixed lists with their making")
    func growing() throws {
        let more = """
            {"solver":"kodan-growing","instance":"M","cost":60,"assigned":10,"build_s":1,"solve_s":5,"rss_mb":20}
            {"method":"kodan","instance":"M","build_s":0.25,"query_s":0.75,"build_cpu_s":0.1,"query_cpu_s":0.4,"same":true}
            {"method":"kdtree1","instance":"M","build_s":1,"query_s":4,"build_cpu_s":1,"query_cpu_s":3,"same":true}
            {"method":"cube","instance":"M","build_s":1,"query_s":90,"same":0.75}
            """
        let tables = try ComparisonTables(Comparison.lines(of: Self.runs + "\n" + more))
        #expect(tables.growing[1] == ["M", "10", "9", "60", "6", "3", "2", "20"])
        #expect(tables.search[1] == ["M", "1", "5", "5", "3", "8", "the same"])
        #expect(tables.differing == [])
    }

    @Test("refuses what is not a run, with its line")
    func refuses() {
        #expect(throws: ComparisonError.notARun(line: 3)) {
            try Comparison.lines(of: #"{"solver":"kodan","instance":"M"}"# + "\n\nSegmentation fault\n")
        }
    }
}
