import Foundation
import KodanService
import KodanWeb
import Logging
import NIOPosix
import ServiceLifecycle

/// The HTTP server with its signals.
struct Server {
    let office: Office
    let host: String
    let port: Int
    let logger: Logger

    /// Serves until SIGTERM or SIGINT; requests under way are finished first.
    func run() async throws {
        let configuration = WebConfiguration(host: host, port: port)
        let application = KodanApplication(office: office, configuration: configuration, logger: logger).build()
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application)],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(sentence: "Port \(port) of \(host) is in use.", status: EX_TEMPFAIL)
        } catch let error as IOError where error.errnoCode == EACCES {
            throw CommandFailure(sentence: "Port \(port) of \(host) may not be used.", status: EX_NOPERM)
        }
        await office.pool.close()
    }
}
