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
    let host: String
    let port: Int
    let logger: Logger

    /// Serves until SIGTERM or SIGINT; requests under way are finished first.
    func run() async throws {
        var configuration = WebConfiguration()
        configuration.host = host
        configuration.port = port
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: UseService(office: office, logger: logger)),
                    .init(
                        service: KodanApplication(
                            office: office,
                            configuration: configuration,
                            logger: logger
                        )
                    ),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch is AddressInUse {
            throw CommandFailure(sentence: "Port \(port) of \(host) is in use.", status: EX_TEMPFAIL)
        }
        await office.pool.close()
    }
}
