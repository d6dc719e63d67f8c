import Hummingbird
import KodanService
import KodanText
import ServiceLifecycle

/// What a load balancer asks: whether the process lives, and whether it can serve.
struct HealthController {
    let office: Office
    let timeout: Duration
    let deadlines: Deadlines

    func addRoutes(to router: Router<KodanContext>) {
        router.get("healthz", use: alive)
        router.get("readyz", use: ready)
    }

    private struct Body: Encodable {
        let status: String
    }

    @Sendable private func alive(_ request: Request, context: KodanContext) async throws -> Response {
        try .json(Body(status: "alive"))
    }

    @Sendable private func ready(_ request: Request, context: KodanContext) async throws -> Response {
        if Task.isShuttingDownGracefully {
            throw Problem(.serviceUnavailable, "shutting_down", .server(.shuttingDown))
        }
        let readiness = Readiness(office: office)
        do {
            try await deadlines.cancelling(after: timeout) { try await readiness() }
        } catch is DatabaseOutdated {
            throw unready(.databaseOutdated)
        } catch {
            throw unready(.databaseGone)
        }
        return try .json(Body(status: "ready"))
    }

    private func unready(_ trouble: ServerTrouble) -> Problem {
        Problem(.serviceUnavailable, "unavailable", .server(trouble), headers: [.retryAfter: "5"])
    }
}
