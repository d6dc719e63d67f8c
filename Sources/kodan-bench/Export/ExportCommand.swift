import ArgumentParser
import Foundation
import KodanService
import KodanStore
import Postgres

/// Measures the month's list against COPY, on a private server of its own.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export a month of honoraria as CSV beside COPY of the same query; one line of JSON.",
        discussion: """
            The export is the product's own: the use case, its transaction, its checks against the ledger, SHA-256, \
            flush to the disk, read back, rename. COPY only reads. Both alternate; times are medians. Memory is that of \
            the process, so each size wants a process of its own; `export-table` brings the lines together.
            """
    )

    @Option(help: "How many honoraria.")
    var rows = 10_000

    @Option(name: .customLong("repeat"), help: "Repetitions.")
    var times = 3

    func validate() throws {
        guard (1...10_000_000).contains(rows) else { throw ValidationError("--rows: expected 1 to 10000000") }
        guard (1...100).contains(times) else { throw ValidationError("--repeat: expected 1 to 100") }
    }

    func run() async throws {
        let fixture = try await ExportFixture(rows: rows)
        let folder = FileManager.default.temporaryDirectory.path + "/kodan-bench-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let export = ExportHonorariumList(office: fixture.office)
        let statement = ExportFixture.copy(MonthLineStore.columns)
        var exports: [Stopwatch.Lap] = []
        var copies: [Stopwatch.Lap] = []
        var bytes = 0
        for _ in 0..<times {
            var watch = Stopwatch()
            bytes = try await export(ExportFixture.month, to: folder, as: fixture.accountant).byteCount
            exports.append(watch.lap())
            _ = try await fixture.office.transaction(as: fixture.accountant) { desk in
                try desk.session.copyOut(statement) { _ in }
            }
            copies.append(watch.lap())
        }
        await fixture.pool.close()
        print(
            try Report.line(
                ExportLine(
                    rows: rows,
                    export_s: exports.median { $0.seconds },
                    export_cpu_s: exports.median { $0.processorSeconds },
                    copy_s: copies.median { $0.seconds },
                    bytes: bytes,
                    peak_mb: (Usage.peakMegabytes * 10).rounded() / 10
                )
            )
        )
    }
}

/// Brings the lines of several sizes together.
struct ExportTableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-table",
        abstract: "Print lines of `export` as a table; exit status 1 if memory grows or time is too long."
    )

    @Argument(help: "A file of lines as `export` prints them.", completion: .file())
    var file: String

    func run() throws {
        guard let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8) else {
            throw ValidationError("\(file) cannot be read")
        }
        let lines = try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(ExportLine.self, from: Data(line.utf8))
        }
        let table = ExportTable(lines)
        print(table.text)
        guard table.keepsUp else { throw ExitCode(1) }
    }
}
