import Testing

@testable import kodan_bench

@Suite("Figures of the export")
struct ExportTableTests {
    private func line(_ rows: Int, _ seconds: Double, _ copy: Double, _ peak: Double) -> ExportLine {
        ExportLine(
            rows: rows,
            export_s: seconds,
            export_cpu_s: seconds,
            copy_s: copy,
            bytes: 1000,
            peak_mb: peak
        )
    }

    @Test("are what was aimed at where memory stays flat and the largest keeps up with COPY")
    func aims() {
        #expect(ExportTable([line(1_000_000, 8.9, 3, 60), line(10_000, 1, 0.01, 41)]).keepsUp)
        #expect(!ExportTable([line(10_000, 0.1, 0.1, 40), line(1_000_000, 8.9, 3, 60.1)]).keepsUp)
        #expect(!ExportTable([line(10_000, 0.1, 0.1, 40), line(1_000_000, 9.1, 3, 41)]).keepsUp)
        #expect(!ExportTable([]).keepsUp)
    }

    @Test("stand in a table, smaller sizes first")
    func table() {
        let text = ExportTable([line(1_000_000, 6, 3, 45.5), line(10_000, 0.1, 0.05, 40)]).text
        let lines = text.split(separator: "\n")
        #expect(lines[2].contains("10,000") && lines[3].contains("1,000,000"))
        #expect(
            text.hasSuffix(
                "Peaks differ by 5.5 MiB (at most 20); an export may take 3 times as long as COPY."
            )
        )
    }
}
