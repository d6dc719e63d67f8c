/// Time from lap to lap, on the wall and of the processor.
struct Stopwatch {
    /// What one lap took, in seconds.
    struct Lap {
        var seconds: Double
        var processorSeconds: Double
    }

    private var wall = ContinuousClock.now
    private var processor = Usage.processorSeconds

    /// Starts now.
    init() {}

    /// What has passed since the start or the last lap; the next lap begins.
    mutating func lap() -> Lap {
        let now = ContinuousClock.now
        let spent = Usage.processorSeconds
        defer { (wall, processor) = (now, spent) }
        return Lap(seconds: (now - wall).seconds, processorSeconds: spent - processor)
    }

    /// Adds the seconds that `body` takes on the wall to `sum`.
    static func time<Result>(into sum: inout Double, _ body: () -> Result) -> Result {
        let start = ContinuousClock.now
        defer { sum += (ContinuousClock.now - start).seconds }
        return body()
    }
}

extension [Stopwatch.Lap] {
    /// The median of a figure, to the hundredth of a millisecond.
    func median(_ figure: (Stopwatch.Lap) -> Double) -> Double {
        Report.rounded(Statistics.median(map(figure)) ?? 0)
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
