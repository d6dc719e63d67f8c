import ArgumentParser

/// Measures the product's own code; each benchmark is a subcommand.
@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kodan-bench",
        abstract:
            "Measures Kodan: its matching beside other solvers, its export beside COPY, its server beside others.",
        discussion: "All on one core. A proof that fails, or a wrong file, is a sentence and exit status 1.",
        subcommands: [
            OwnCommand.self, MatchCommand.self, CandidatesCommand.self, TableCommand.self,
            OwnSizeCommand.self, ExportCommand.self, ExportTableCommand.self, HTTPCommand.self,
            HTTPStopCommand.self, HTTPTableCommand.self,
        ]
    )
}
