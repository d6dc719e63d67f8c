import Testing

@testable import kodan_bench

@Suite("Figures over HTTP")
struct HTTPTableTests {
    private func line(
        _ target: String,
        _ rps: Double,
        p99: Double = 10,
        endpoint: String = "get",
        errors: Int = 0,
        rss: Double? = nil
    ) -> HTTPLine {
        HTTPLine(
            target: target,
            endpoint: endpoint,
            rps: rps,
            p50_ms: 5,
            p99_ms: p99,
            requests: rps * 10,
            errors_status: errors,
            errors_other: 0,
            server_cpu_s: 2,
            pss_mb: 20,
            rss_mb: rss
        )
    }

    @Test("keep the limits that are kept exactly")
    func kept() {
        let table = HTTPTable([
            line("kodan", 1100, p99: 10, rss: 59.9), line("go", 1000, p99: 10), line("fastapi", 440),
            line("flask", 440), line("django", 110), line("rust", 1466),
        ])
        #expect(table.missed.isEmpty && table.missedAims.isEmpty)
        #expect(table.text.contains("Every limit is kept"))
    }

    @Test("miss a peer's requests a second, its latency, the memory and failed requests each by name")
    func missed() {
        let table = HTTPTable([
            line("kodan", 1000, p99: 12, errors: 3, rss: 60), line("go", 1000, p99: 11), line("django", 50),
            line("rust", 2000),
        ])
        #expect(
            table.missed == [
                "get: 1 times go, 1.1 asked.", "get: p99 12 ms, go's is 11.",
                "get: 60 MB held, below 60 asked.",
                "get: 3 requests failed.",
            ]
        )
        #expect(table.missedAims == ["get: 0.5 times rust, 0.75 aimed at."])
    }

    @Test("are medians of each endpoint, processor time counted for each request")
    func medians() throws {
        let figures = try #require(
            HTTPFigures(
                "kodan",
                "get",
                in: [
                    line("kodan", 100), line("kodan", 400), line("kodan", 200),
                    line("kodan", 9, endpoint: "list"),
                ]
            )
        )
        #expect(figures.count == 3 && figures.requestsPerSecond == 200 && figures.best == 400)
        #expect(figures.processorMicroseconds == 1000)
        #expect(HTTPFigures("go", "get", in: [line("kodan", 1)]) == nil)
    }

    @Test("say so where no peer was measured")
    func alone() {
        let table = HTTPTable([line("kodan", 100, rss: 30)])
        #expect(table.missed.isEmpty && table.text.contains("no peer was measured"))
    }

    @Test("are missed where ours were never measured")
    func nothing() {
        #expect(HTTPTable([line("go", 1)]).missed == ["None of our runs is there."])
    }
}
