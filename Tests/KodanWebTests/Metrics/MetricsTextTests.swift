import HTTPTypes
import Testing

@testable import KodanWeb

@Suite("The text of metrics")
struct MetricsTextTests {
    @Test(
        "can be read again, whatever the labels hold",
        arguments: ["plain", "", #"a"b"#, #"a\b"#, "a\nb", #"\n"#, "講壇", "}", ",", "a=\"b\"", " "]
    )
    func labels(value: String) throws {
        var text = MetricsText()
        text.family("kodan_test", .gauge, "Help with \\ and\nan end.")
        text.sample("kodan_test", [("one", value), ("two", "2")], 1.5)
        let read = try PrometheusText(text.text)
        #expect(read.value("kodan_test", ["one": value, "two": "2"]) == 1.5)
        #expect(text.text.split(separator: "\n").count == 3)
    }

    @Test(
        "writes numbers as they are read",
        arguments: [
            (0.0, "0"), (1.0, "1"), (0.001, "0.001"), (2.5, "2.5"), (.infinity, "+Inf"), (-1.5, "-1.5"),
        ]
    )
    func numbers(number: Double, text: String) {
        #expect(MetricsText.number(number) == text)
    }

    @Test("tells a bounded number of series apart")
    func bounded() throws {
        let metrics = HTTPMetrics()
        for number in 0..<(HTTPMetrics.limit + 500) {
            metrics.begin()
            metrics.end(.get, route: "/\(number)", status: 200, nanoseconds: 1)
        }
        #expect(metrics.all.count == HTTPMetrics.limit + 1)
        #expect(metrics.all[.init(method: "other", route: "other")]?.statuses == [200: 500])
        #expect(metrics.inFlight == 0)
    }

    @Test("puts each duration into the first bucket that holds it")
    func buckets() throws {
        let metrics = HTTPMetrics()
        for nanoseconds in [0, 1_000_000, 1_000_001, 30_000_000_000, 30_000_000_001] as [Int64] {
            metrics.begin()
            metrics.end(.post, route: "/a", status: 201, nanoseconds: nanoseconds)
        }
        var text = MetricsText()
        text.write(metrics)
        let read = try PrometheusText(text.text)
        func bucket(_ bound: String) -> Double? {
            read.value(
                "kodan_http_request_duration_seconds_bucket",
                ["method": "POST", "route": "/a", "le": bound]
            )
        }
        #expect(bucket("0.001") == 2)
        #expect(bucket("0.002") == 3)
        #expect(bucket("10") == 3)
        #expect(bucket("30") == 4)
        #expect(bucket("+Inf") == 5)
    }
}
