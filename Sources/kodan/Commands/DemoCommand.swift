import ArgumentParser
import Foundation
import KodanDemo
import KodanDomain
import KodanService
import KodanWeb
import Logging
import Postgres

/// Tells a fictional year on a private PostgreSQL, and serves it.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Tell a fictional fiscal year 2026 on a private PostgreSQL, then serve it.",
        discussion: """
            Everything lies in .kodan/ where the command runs; as root the database lies in /var/tmp/kodan-…. A year \
            that is complete is shown again, one that was broken off begins anew. --compare needs no database: it \
            decides the year's requests by the match, by hand in two ways, and with perfect foresight.
            """
    )

    @Flag(help: "Begin anew, whatever is there.") var reset = false
    @Flag(help: "End after the report.") var noServe = false
    @Option(help: "The same seed gives the same year, to the byte of its files.") var seed: UInt64 = 2019
    @Option(help: "The port to serve on; 0 takes a free one.") var port = 8080
    @Flag(help: "Only compare ways of choosing presenters, on the year's requests.") var compare = false
    @Option(help: "With --compare: also a year with so many times the requests, 1 to 50.")
    var requestsFactor = 3

    func validate() throws {
        guard (1...50).contains(requestsFactor) else {
            throw ValidationError("--requests-factor is 1 to 50.")
        }
    }

    func run() async throws {
        let settings = Settings()
        guard !compare else { return try printComparison(settings.configFolder) }
        var demo = DemoSettings(checkout: FileManager.default.currentDirectoryPath)
        demo.config = settings.configFolder
        demo.seed = seed
        demo.reset = reset
        let clock = ContinuousClock()
        let begin = clock.now
        let tools = DemoTools(elapsed: { clock.now - begin }, random: randomBytes)
        let result = try await Demo(settings: demo, tools: tools) { line in
            print(line)
            // A pipe sees each line as it comes.
            fflush(nil)
        }.run()
        guard !noServe else { return }
        var options = try ConnectionOptions(url: result.appURL)
        try settings.limit(&options)
        var web = try settings.web()
        web.port = port
        let office = Office(
            pool: Pool(
                options: options,
                size: try settings.serverConnections(),
                acquireTimeout: .seconds(5)
            ),
            clock: .going(from: result.stoppedAt),
            vault: try vault(of: result),
            rules: try OfficeSettings(folder: demo.config).rules
        )
        print("\nServing on http://127.0.0.1:\(port) until Ctrl-C.")
        fflush(nil)
        var logger = try settings.logger()
        logger.logLevel = .warning
        web.papers = try OfficePapers(folder: demo.config)
        web.evidenceFolder = result.evidenceFolder
        web.materials = MaterialFolder(result.materialFolder)
        try await Server(office: office, configuration: web, logger: logger).run()
    }

    private func printComparison(_ config: String) throws {
        for factor in Set([1, requestsFactor]).sorted() {
            let comparison = try PolicyComparison(config: config, seed: seed, factor: factor)
            for line in comparison.lines + [""] { print(line) }
        }
        for line in PolicyComparison.legend { print(line) }
    }

    private func vault(of result: DemoResult) throws -> AccountVault {
        guard let vault = AccountVault(keyText: result.accountKeys, fingerprintText: result.fingerprintKey)
        else {
            throw CommandFailure.configuration("\(result.keysFile) holds no keys; begin anew with --reset.")
        }
        return vault
    }
}

extension OfficeClock {
    /// A clock that goes on from `moment`, at which the demo's year ended.
    fileprivate static func going(from moment: Instant) -> OfficeClock {
        let begin = OfficeClock.wall.now()
        return OfficeClock {
            Instant(
                microseconds: moment.microseconds + OfficeClock.wall.now().microseconds - begin.microseconds
            )
        }
    }
}
