import Foundation
import KodanService
import KodanWeb
import Logging
import Postgres
import ServiceLifecycle
import UnixSignals

/// The HTTP server with its signals.
struct Server {
    let office: Office
    let configuration: WebConfiguration
    let logger: Logger
    /// What else runs as long as the server does.
    var beside: [any Service] = []
    /// Is told the port once the server has it.
    var whenListening: @Sendable (Int) async -> Void = { _ in }

    /// Serves until one of ``UnixSignal/ending``; requests under way are finished first.
    func run() async throws {
        FilesFolder.make(configuration.evidenceFolder)
        FilesFolder.make(configuration.materials.path)
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: UseService(office: office, logger: logger)),
                    .init(
                        service: KodanApplication(
                            office: office,
                            configuration: withinTheSystem(),
                            logger: logger,
                            process: ProcessReader.figures(),
                            whenListening: { port in
                                Heap.trim()
                                await whenListening(port)
                            }
                        )
                    ),
                ] + beside.map { .init(service: $0) },
                gracefulShutdownSignals: UnixSignal.ending,
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch is AddressInUse {
            throw CommandFailure(
                sentence: "Port \(configuration.port) of \(configuration.host) is in use.",
                status: EX_TEMPFAIL
            )
        } catch is AddressUnusable {
            throw CommandFailure.configuration(
                "Nothing can listen on port \(configuration.port) of \(configuration.host): check KODAN_HOST and "
                    + "KODAN_PORT (ports below 1024 are not for every user)."
            )
        }
        await office.pool.close()
    }

    /// The settings, with as many connections as the system has file descriptors for.
    private func withinTheSystem() -> WebConfiguration {
        var configuration = configuration
        let room = OpenFiles.makeRoom(forConnections: configuration.maxConnections)
        if room < configuration.maxConnections {
            logger.warning(
                "the system allows fewer connections than KODAN_MAX_CONNECTIONS",
                metadata: [
                    "wanted": "\(configuration.maxConnections)", "connections": .stringConvertible(room),
                ]
            )
            configuration.maxConnections = room
        }
        return configuration
    }
}
