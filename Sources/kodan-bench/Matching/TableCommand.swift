import ArgumentParser
import Foundation

/// Compares runs of ours with runs of other solvers.
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Compare lines of JSON, ours and the yardsticks', and print tables.",
        discussion: """
            For every solver: the median over its runs of build_s + solve_s, on its best network form. build_s is what \
            it takes to make the model out of what was read, load_s, which reads files, is left out for all; so are \
            extract_s and the making of the network files, which other solvers need and ours does not. Candidate \
            search: build_s + query_s, since the yardsticks build their trees within query_s. Exit status 1 if the \
            costs differ.
            """
    )

    @Argument(help: "Files of lines as match, candidates and the yardsticks print them.", completion: .file())
    var files: [String]

    func run() throws {
        var lines: [ComparedRun] = []
        for file in files {
            guard let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8) else {
                throw ValidationError("\(file) cannot be read")
            }
            lines += try Comparison.lines(of: text)
        }
        let tables = ComparisonTables(lines)
        print(tables.text)
        guard tables.differing.isEmpty else { throw ComparisonError.costsDiffer(tables.differing) }
    }
}
