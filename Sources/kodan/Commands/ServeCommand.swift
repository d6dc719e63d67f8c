import ArgumentParser
import KodanService
import KodanWeb
import Logging
import ServiceLifecycle

/// Serves the HTTP interface until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the HTTP interface.",
        discussion: "Uses DATABASE_URL. SIGTERM or Ctrl-C ends it after the requests under way."
    )

    @Option(help: "The address to listen on (KODAN_HOST, else 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on (KODAN_PORT, else 8080; 0 takes a free one).")
    var port: Int?

    func run() async throws {
        let settings = Settings()
        try await Server(
            office: settings.office(.app, connections: 10),
            host: host ?? settings.host,
            port: port ?? settings.port(),
            logger: settings.logger(),
            evidenceFolder: settings.evidenceFolder,
            papers: OfficePapers(folder: settings.configFolder)
        ).run()
    }
}
