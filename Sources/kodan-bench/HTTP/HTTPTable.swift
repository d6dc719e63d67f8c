/// Our figures beside the peers', and what of them falls short.
struct HTTPTable {
    /// How many times a peer's requests a second ours must be at least, and whether that is an aim only.
    static let factors: [(target: String, factor: Double, isAim: Bool)] = [
        ("go", 1.1, false), ("fastapi", 2.5, false), ("flask", 2.5, false), ("django", 10, false),
        ("rust", 0.75, true),
    ]
    /// The peer whose 99 % latency ours must not exceed.
    static let latencyPeer = "go"
    /// The memory that ours stays below, in MB.
    static let mostMegabytes = 60.0

    private static let ours = "kodan"
    private let rows: [(ours: HTTPFigures, peers: [HTTPFigures])]

    /// The table of `lines`.
    init(_ lines: [HTTPLine]) {
        var endpoints: [String] = []
        for line in lines where !endpoints.contains(line.endpoint) { endpoints.append(line.endpoint) }
        rows = endpoints.compactMap { endpoint in
            guard let ours = HTTPFigures(HTTPTable.ours, endpoint, in: lines) else { return nil }
            let peers = HTTPTable.factors.compactMap { HTTPFigures($0.target, endpoint, in: lines) }
            return (ours, peers)
        }
    }

    /// One sentence for each limit that is missed.
    var missed: [String] { rows.isEmpty ? ["None of our runs is there."] : verdicts(aims: false) }

    /// One sentence for each aim that is missed.
    var missedAims: [String] { verdicts(aims: true) }

    /// The table, and below it what falls short.
    var text: String {
        let head = [
            "endpoint", "server", "runs", "requests/s", "best", "p50, ms", "p99, ms", "CPU, µs a request",
            "MB",
            "ours, times", "asked",
        ]
        let lines = rows.flatMap { row in
            [cells(row.ours)] + row.peers.map { cells($0, ours: row.ours) }
        }
        let kept =
            rows.contains { !$0.peers.isEmpty }
            ? "Every limit is kept: times the peers' requests/s, p99 no worse than Go's, below 60 MB."
            : "Ours stays below 60 MB, and no request failed; no peer was measured beside it."
        let verdict = missed.isEmpty ? kept : missed.joined(separator: "\n")
        return ([Report.table([head] + lines), "", verdict] + missedAims).joined(separator: "\n")
    }

    private func cells(_ figures: HTTPFigures, ours: HTTPFigures? = nil) -> [String] {
        var cells = [
            figures.endpoint, figures.target, "\(figures.count)",
            Report.count(Int(figures.requestsPerSecond.rounded())),
            Report.count(Int(figures.best.rounded())), Report.figure(figures.p50), Report.figure(figures.p99),
            figures.processorMicroseconds.map(Report.figure) ?? "",
            figures.megabytes.map(Report.figure) ?? "",
        ]
        if let ours, let asked = HTTPTable.factors.first(where: { $0.target == figures.target }) {
            let factor = ours.requestsPerSecond / figures.requestsPerSecond
            cells += [Report.figure(factor), (asked.isAim ? "aim " : "") + Report.figure(asked.factor)]
        }
        return cells
    }

    private func verdicts(aims: Bool) -> [String] {
        rows.flatMap { row -> [String] in
            let ours = row.ours
            var sentences: [String] = []
            for peer in row.peers {
                guard let asked = HTTPTable.factors.first(where: { $0.target == peer.target }) else {
                    continue
                }
                let factor = ours.requestsPerSecond / peer.requestsPerSecond
                if asked.isAim == aims, factor < asked.factor {
                    let kind = aims ? "aimed at" : "asked"
                    sentences.append(
                        "\(ours.endpoint): \(Report.figure(factor)) times \(peer.target), "
                            + "\(Report.figure(asked.factor)) \(kind)."
                    )
                }
                if !aims, peer.target == HTTPTable.latencyPeer, ours.p99 > peer.p99 {
                    sentences.append(
                        "\(ours.endpoint): p99 \(Report.figure(ours.p99)) ms, "
                            + "\(peer.target)'s is \(Report.figure(peer.p99))."
                    )
                }
            }
            guard !aims else { return sentences }
            if let held = ours.megabytes, held >= HTTPTable.mostMegabytes {
                sentences.append("\(ours.endpoint): \(Report.figure(held)) MB held, below 60 asked.")
            }
            if ours.errors > 0 {
                sentences.append("\(ours.endpoint): \(Report.count(ours.errors)) requests failed.")
            }
            return sentences
        }
    }
}
