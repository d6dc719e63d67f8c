import Foundation

/// Figures from repeated runs.
enum Statistics {
    /// The middle of `values`, the mean of the two in the middle if they are even in number; nil if there are none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The power of x with which y grows: the slope of the line of least squares through the logarithms.
    ///
    /// Nil with fewer than two different x, or if a value is not above 0.
    static func exponent(_ points: [(x: Double, y: Double)]) -> Double? {
        guard points.allSatisfy({ $0.x > 0 && $0.y > 0 }) else { return nil }
        let logs = points.map { (x: log($0.x), y: log($0.y)) }
        let count = Double(logs.count)
        let meanX = logs.reduce(0) { $0 + $1.x } / count
        let meanY = logs.reduce(0) { $0 + $1.y } / count
        let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard spread > 0 else { return nil }
        return logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    }
}
