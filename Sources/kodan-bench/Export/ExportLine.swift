/// What one process measured: the month's list of so many honoraria, and COPY of the same query beside it.
struct ExportLine: Codable, Equatable {
    /// The honoraria.
    var rows: Int
    /// Wall seconds of the export, from the transaction's begin to the file in its place; the median.
    var export_s: Double
    /// Seconds of the processor of this process in it; the median.
    var export_cpu_s: Double
    /// Wall seconds of COPY to STDOUT as CSV, read by the same client; the median.
    var copy_s: Double
    /// Bytes of the list.
    var bytes: Int
    /// The most memory that the process ever held, in MiB (VmHWM).
    var peak_mb: Double

    /// How many times as long as COPY.
    var ratio: Double { export_s / copy_s }
}

/// The figures of several processes, and whether they are what was aimed at.
struct ExportTable {
    /// The most that an export may take, as a multiple of COPY.
    static let largestRatio = 3.0
    /// The most by which peaks may differ from size to size, in MiB.
    static let largestGrowth = 20.0

    /// The lines, fewest rows first.
    let lines: [ExportLine]

    init(_ lines: [ExportLine]) {
        self.lines = lines.sorted { $0.rows < $1.rows }
    }

    /// By how much the peaks differ.
    var growth: Double {
        let peaks = lines.map(\.peak_mb)
        return (peaks.max() ?? 0) - (peaks.min() ?? 0)
    }

    /// Whether memory stays flat, and the largest export keeps up with COPY: small ones take longest to begin.
    var keepsUp: Bool {
        growth <= ExportTable.largestGrowth
            && (lines.last.map { $0.ratio <= ExportTable.largestRatio } ?? false)
    }

    /// The table, and a line below it.
    var text: String {
        let head = ["honoraria", "export, s", "its processor, s", "COPY, s", "times COPY", "MB", "peak, MiB"]
        let rows = lines.map { line in
            [
                Report.count(line.rows), Report.figure(line.export_s), Report.figure(line.export_cpu_s),
                Report.figure(line.copy_s), Report.figure(line.ratio),
                Report.figure(Double(line.bytes) / 1e6), Report.figure(line.peak_mb),
            ]
        }
        return Report.table([head] + rows)
            + "\n\nPeaks differ by \(Report.figure(growth)) MiB (at most \(Report.figure(ExportTable.largestGrowth))); "
            + "an export may take \(Report.figure(ExportTable.largestRatio)) times as long as COPY."
    }
}
