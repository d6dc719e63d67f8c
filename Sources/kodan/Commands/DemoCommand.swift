import ArgumentParser
import Foundation
import KodanDemo
import KodanDomain
import KodanMail
import KodanService
import KodanWeb
import Logging
import Postgres
import ServiceLifecycle

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
    @Flag(help: "Only stop its PostgreSQL, which goes on after the demo; the year stays.") var stop = false
    @Option(help: "The same seed gives the same year, to the byte of its files.") var seed: UInt64 = 2019
    @Option(help: "The port to serve on; 0 takes a free one.") var port = 8080
    @Flag(help: "Only compare ways of choosing presenters, on the year's requests.") var compare = false
    @Option(help: "With --compare: also a year with so many times the requests, 1 to 50.")
    var requestsFactor = 3

    func validate() throws {
        guard (1...50).contains(requestsFactor) else {
            throw ValidationError("--requests-factor is 1 to 50.")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("--port is 0 to 65535.") }
        if stop, reset || noServe || compare {
            throw ValidationError("--stop goes with no other flag.")
        }
    }

    func run() async throws {
        let settings = Settings()
        guard !compare else { return try printComparison(settings.configFolder) }
        var demo = DemoSettings(checkout: FileManager.default.currentDirectoryPath)
        demo.config = settings.configFolder
        if stop {
            try demo.stopServer()
            return print("The demo's PostgreSQL is stopped; its year is kept.")
        }
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
        try await serve(result, demo, settings)
    }

    /// Serves what the year left, with a worker beside it: both by the demo's clock, which goes on from where it
    /// stopped.
    private func serve(_ result: DemoResult, _ demo: DemoSettings, _ settings: Settings) async throws {
        var web = try settings.web()
        web.mailSamples = try settings.mailSamples()
        web.announcementForm = try settings.announcementForm()
        web.port = port
        web.papers = try OfficePapers(folder: demo.config)
        web.evidenceFolder = result.evidenceFolder
        web.materials = MaterialFolder(result.materialFolder)
        let ahead = Int((result.stoppedAt.microseconds - OfficeClock.wall.now().microseconds) / 1_000_000)
        try result.note(clockAhead: ahead)
        let office = try office(
            result,
            url: result.appURL,
            connections: settings.serverConnections(),
            ahead,
            demo
        )
        let working = try self.office(result, url: result.workerURL, connections: 3, ahead, demo)
        var logger = try settings.logger()
        logger.logLevel = .warning
        let (ports, told) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let worker = DemoWorker(
            office: working,
            result: result,
            settings: settings,
            ports: ports,
            logger: logger
        )
        print("\nMails go to \(result.mailFolder) within seconds, links to sign in among them.")
        print("Serving on http://127.0.0.1:\(port) until Ctrl-C.")
        fflush(nil)
        let server = Server(office: office, configuration: web, logger: logger, beside: [worker]) {
            told.yield($0)
        }
        try await server.run()
        await working.pool.close()
    }

    private func office(
        _ result: DemoResult,
        url: String,
        connections: Int,
        _ ahead: Int,
        _ demo: DemoSettings
    ) throws -> Office {
        var options = try ConnectionOptions(url: url)
        try Settings().limit(&options)
        return Office(
            pool: Pool(options: options, size: connections, acquireTimeout: .seconds(5)),
            clock: .wall(ahead: ahead),
            vault: try vault(of: result),
            rules: try OfficeSettings(folder: demo.config).rules
        )
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

/// What runs by itself beside the demo's server; its mails name the port that the server took.
private struct DemoWorker: Service {
    let office: Office
    let result: DemoResult
    let settings: Settings
    let ports: AsyncStream<Int>
    let logger: Logger

    func run() async throws {
        var taken: Int?
        for await port in ports.cancelOnGracefulShutdown() {
            taken = port
            break
        }
        guard let taken else { return }
        let address = "http://127.0.0.1:\(taken)"
        try result.note(publicAddress: address)
        let drain = DrainOutbox(
            office: office,
            templates: try settings.mailTemplates(),
            transport: MailFolder(path: result.mailFolder).transport,
            sender: try settings.mailSender(),
            phone: try OfficeSettings(folder: settings.configFolder).body.phone,
            publicAddress: address,
            limits: try settings.mailLimits()
        )
        let worker = Worker(office, drain: drain, logger: logger)
        try await WorkerService(worker: worker).run()
    }
}
