import KodanService
import Logging
import ServiceLifecycle

/// Notes when tokens and sessions were used, as a service that ends after the server.
struct UseService: Service {
    let office: Office
    let logger: Logger

    func run() async throws {
        let note = NoteUses(office: office)
        await cancelWhenGracefulShutdown { [logger] in
            await note.run { error in
                logger.warning("uses not noted", metadata: ["error": "\(Outage.told(error))"])
            }
        }
    }
}
