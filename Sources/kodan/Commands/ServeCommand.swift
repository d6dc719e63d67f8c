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
        discussion: """
            Uses DATABASE_URL, whose tables `kodan migrate` must have brought to this version. SIGTERM or Ctrl-C ends it \
            after the requests under way.
            """
    )

    @Option(help: "The address to listen on (KODAN_HOST, else 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on (KODAN_PORT, else 8080; 0 takes a free one).")
    var port: Int?

    func validate() throws {
        guard (0...65_535).contains(port ?? 0) else { throw ValidationError("--port is 0 to 65535.") }
    }

    func run() async throws {
        let settings = Settings()
        var web = try settings.web()
        web.evidenceFolder = settings.evidenceFolder
        web.materials = try settings.materialFolder()
        web.papers = try OfficePapers(folder: settings.configFolder)
        web.mailSamples = try settings.mailSamples()
        web.announcementForm = try settings.announcementForm()
        web.publicAddress = try settings.publicAddress()
        web.host = host ?? settings.host
        web.port = try port ?? settings.port()
        let office = try settings.office(.app, connections: settings.serverConnections())
        let logger = try settings.logger()
        try FilesFolder.make(web.evidenceFolder, of: "KODAN_EVIDENCE", isWritten: true)
        // A server may have materials to read only.
        try FilesFolder.make(web.materials.path, of: "KODAN_MATERIALS", isWritten: false)
        try await office.refuseUnfitDatabase(of: .app, logger)
        try await office.refuseWrongKeys(logger)
        try await office.refuseUnknownRank()
        try await Server(office: office, configuration: web, logger: logger).run()
    }
}
