/// What one run of one endpoint measured, ours or a peer's.
struct HTTPLine: Codable, Equatable {
    /// Who answered: `kodan`, or the peer's name.
    var target: String
    /// `get`, `list` or `post`.
    var endpoint: String
    /// Requests a second.
    var rps: Double
    /// The latency that half of the requests, and 99 of 100, did not exceed, in milliseconds.
    var p50_ms: Double
    var p99_ms: Double
    /// The requests that were answered.
    var requests: Double
    /// Answers with a status of 400 and above, and requests without an answer.
    var errors_status: Int
    var errors_other: Int
    /// Seconds of the processor that the server's processes spent meanwhile.
    var server_cpu_s: Double?
    /// Their proportional set, in MB.
    var pss_mb: Double?
    /// The most that our process ever held, in MiB (VmHWM); the peers do not say.
    var rss_mb: Double?

    /// Microseconds of the server's processor for each request.
    var processorMicroseconds: Double? {
        requests > 0 ? server_cpu_s.map { $0 * 1e6 / requests } : nil
    }
}

/// The runs of one target on one endpoint as medians.
struct HTTPFigures {
    let target: String
    let endpoint: String
    /// The runs.
    let count: Int
    let requestsPerSecond: Double
    let best: Double
    let p50: Double
    let p99: Double
    let processorMicroseconds: Double?
    /// The most memory of any run, in MB: ours at its peak, the peers' as they say.
    let megabytes: Double?
    /// Answers that were refusals, and requests without an answer, over all runs.
    let errors: Int

    /// The figures of `lines`; nil if there are none.
    init?(_ target: String, _ endpoint: String, in lines: [HTTPLine]) {
        let lines = lines.filter { $0.target == target && $0.endpoint == endpoint }
        guard let requestsPerSecond = Statistics.median(lines.map(\.rps)),
            let p50 = Statistics.median(lines.map(\.p50_ms)),
            let p99 = Statistics.median(lines.map(\.p99_ms))
        else { return nil }
        self.target = target
        self.endpoint = endpoint
        self.requestsPerSecond = requestsPerSecond
        self.p50 = p50
        self.p99 = p99
        count = lines.count
        best = lines.map(\.rps).max() ?? 0
        processorMicroseconds = Statistics.median(lines.compactMap(\.processorMicroseconds))
        megabytes = lines.compactMap { $0.rss_mb ?? $0.pss_mb }.max()
        errors = lines.reduce(0) { $0 + $1.errors_status + $1.errors_other }
    }
}
