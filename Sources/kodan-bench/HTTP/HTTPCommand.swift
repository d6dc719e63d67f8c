import ArgumentParser
import Foundation

/// Makes what the HTTP interface is measured on.
struct HTTPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract:
            "Start a private PostgreSQL with an office of many requests; prints the environment of `kodan serve`.",
        discussion: """
            The server goes on until `http-stop` ends it, and flushes every commit, as those of the peers do. The file \
            `tokens` in the folder holds one line for each token: its role, its organization's number (0 without one), \
            the token.
            """
    )

    @Argument(help: "The folder of the server: an absolute path that is not there yet.")
    var folder: String

    @Option(help: "How many requests.")
    var requests = 20_000

    @Option(help: "The folder of dated tables.", completion: .directory)
    var config = "Config"

    func validate() throws {
        guard (1...190_000).contains(requests) else {
            throw ValidationError("--requests: expected 1 to 190000")
        }
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("\(folder) is there already; `http-stop` ends and deletes it")
        }
    }

    func run() async throws {
        let office = try BenchOffice(folder: folder)
        try await office.start(config: config)
        let tokens = try await RequestFixture(office: office, requests: requests).fill()
        let file = folder + "/tokens"
        try Data(tokens.map { $0.line + "\n" }.joined().utf8).write(to: URL(filePath: file), options: .atomic)
        for (name, value) in office.environment { print("export \(name)='\(value)'") }
        print("export TOKENS='\(file)'")
    }
}

/// Ends and deletes what ``HTTPCommand`` made.
struct HTTPStopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-stop",
        abstract: "Stop the private PostgreSQL of `http` and delete its folder."
    )

    @Argument(help: "The folder of the server.")
    var folder: String

    func run() throws {
        try BenchOffice(folder: folder).destroy()
    }
}

/// Compares our runs with the peers'.
struct HTTPTableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-table",
        abstract:
            "Print runs over HTTP, ours and the peers', as a table; exit status 1 if a limit is missed.",
        discussion: """
            Figures are medians over the runs; a factor is the requests a second of ours over those of the peer. \
            Memory is the most that ours ever held (VmHWM), and the peers' proportional set.
            """
    )

    @Argument(
        help: "Lines of JSON as Config/bench-http.sh and the yardsticks write them.",
        completion: .file()
    )
    var file: String

    func run() throws {
        guard let text = try? String(contentsOf: URL(filePath: file), encoding: .utf8) else {
            throw ValidationError("\(file) cannot be read")
        }
        let lines = try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(HTTPLine.self, from: Data(line.utf8))
        }
        let table = HTTPTable(lines)
        print(table.text)
        guard table.missed.isEmpty else { throw ExitCode(1) }
    }
}
