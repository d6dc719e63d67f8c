import CSV
import KodanDomain
import Testing

@testable import KodanMatching

@Suite("Journeys through Japan")
struct TravelGoldenTests {
    @Test("agree with the reference model on the pairs whose times are known")
    func known() throws {
        let rows = try Japan.golden("travel-known.csv")
        #expect(rows.count == 70)
        for row in rows {
            let way: TravelWay = row["mode"] == "drive" ? .car : .publicTransport
            let (from, to) = (try Japan.node(row["from_jis"]), try Japan.node(row["to_jis"]))
            let graph = try Japan.graph()
            let minutes = try #require(graph.times(from: from).minutes(to: to, by: way))
            let expected = try #require(Int(row["minutes"]))
            let label = "\(row["from_jis"]) \(row["to_jis"]) \(row["mode"])"
            #expect(abs(minutes - expected) <= 1, "\(label): \(minutes), not \(expected)")
            let route = graph.network.route(from: from, to: to, by: way)
            let via = route.map { way == .car ? $0.note : "\($0.mode.rawValue):\($0.note)" }
            #expect(via.joined(separator: " / ") == row["via"], "\(label)")
        }
    }

    @Test("agree with the reference model on 2,000 pairs drawn at random")
    func sample() throws {
        let rows = try Japan.golden("travel-sample.csv")
        #expect(rows.count == 2_000)
        var (unequal, late) = ([String](), 0)
        for (from, rows) in Dictionary(grouping: rows, by: { $0["from_jis"] }).sorted(by: { $0.key < $1.key })
        {
            let times = try Japan.graph().times(from: Japan.node(from))
            for row in rows {
                let to = try Japan.node(row["to_jis"])
                for (way, column) in [(TravelWay.car, "drive"), (.publicTransport, "public_best")] {
                    let minutes = times.minutes(to: to, by: way)
                    if !agree(minutes, row[column]) {
                        unequal.append("\(from) \(row["to_jis"]) \(column) \(String(describing: minutes))")
                    }
                }
                // The reference keeps the first way that it finds to a platform, and so now and then misses a better
                // one; it never finds a better one than we do.
                let reference = Double(row["public"]) ?? .infinity
                let best = Double(row["public_best"]) ?? .infinity
                #expect(best <= reference + 0.15)
                if reference - best > 1 { late += 1 }
            }
        }
        #expect(unequal == [])
        #expect(late * 50 < rows.count, "\(late) pairs on which the reference misses the best way")
    }

    /// Whether whole minutes, rounded up, are those of the table, within a minute.
    private func agree(_ minutes: Int?, _ expected: String) -> Bool {
        guard let expected = Double(expected) else { return minutes == nil }
        return minutes.map { abs(Double($0) - expected) <= 1 } ?? false
    }
}
