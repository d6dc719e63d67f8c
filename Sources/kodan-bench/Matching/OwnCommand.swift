import ArgumentParser
import Foundation

/// Solves our own instances and prints a table.
struct OwnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "own",
        abstract: "Solve our own seeded instances and print a table.",
        discussion: """
            Each size is solved with lists that grow as far as the search asks, which is the optimum over all \
            eligible pairs, and with the 32 nearest. Every optimum is proved, outside of the times. Each line comes \
            from a process of its own, so that its memory is its own. Sizes, presenters and requests: \
            \(InstanceSize.allCases.map { "\($0.rawValue) \($0.people.presenters)×\($0.people.requests)" }
                .joined(separator: ", ")); MT and LT are tight.
            """
    )

    @Option(parsing: .upToNextOption, help: "Which sizes: S M L XL MT LT.")
    var sizes: [InstanceSize] = [.small, .medium, .mediumTight, .large]

    @Option(help: "What the instances are made from.")
    var seed: UInt64 = 1

    @Option(name: .customLong("repeat"), help: "Repetitions; times are their medians.")
    var times = 5

    func validate() throws {
        guard times > 0 else { throw ValidationError("--repeat: expected a number from 1 on") }
    }

    func run() throws {
        var lines: [OwnLine] = []
        for size in sizes {
            for lists in OwnLine.Lists.allCases { lines.append(try child(size, lists)) }
        }
        print(OwnTable(lines: lines).text)
    }

    /// The line of one size, made by a process of its own.
    private func child(_ size: InstanceSize, _ lists: OwnLine.Lists) throws -> OwnLine {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = [
            "own-size", size.rawValue, lists.rawValue, "--seed", String(seed), "--repeat", String(times),
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode.failure }
        return try JSONDecoder().decode(OwnLine.self, from: data)
    }
}

/// Solves one of our own instances: what `own` starts for each line of its table.
struct OwnSizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "own-size",
        abstract: "Solve one of our own instances in one way and print one JSON line.",
        shouldDisplay: false
    )

    @Argument var size: InstanceSize
    @Argument var lists: OwnLine.Lists
    @Option var seed: UInt64
    @Option(name: .customLong("repeat")) var times: Int

    func run() throws {
        var generator = InstanceGenerator(seed: seed)
        print(try Report.line(try OwnLine(of: generator.instance(size), size, lists, times: times)))
    }
}
