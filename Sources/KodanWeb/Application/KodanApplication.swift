public import Hummingbird
import HummingbirdCore
public import KodanService
public import Logging
import NIOCore
public import ServiceLifecycle

/// The server: JSON under `/v1`, pages beside it, and what a load balancer asks.
///
/// Stateless: several may run beside each other. Run it in a `ServiceGroup`; on graceful shutdown it takes no new
/// connection, says at `/readyz` that it goes, and finishes what runs.
public struct KodanApplication: Service {
    private let office: Office
    private let configuration: WebConfiguration
    private let logger: Logger
    private let process: ProcessFigures
    private let clock: MonotonicClock
    private let metrics = HTTPMetrics()
    private let whenListening: @Sendable (Int) async -> Void

    /// A server for `office`; `whenListening` is told the port once the server has it.
    ///
    /// `process` tells the metrics about the process, `clock` measures rates and durations.
    public init(
        office: Office,
        configuration: WebConfiguration = WebConfiguration(),
        logger: Logger,
        process: ProcessFigures = ProcessFigures(startedAt: 0),
        clock: MonotonicClock = .machine,
        whenListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.office = office
        self.configuration = configuration
        self.logger = logger
        self.process = process
        self.clock = clock
        self.whenListening = whenListening
    }

    /// Serves until it is shut down.
    ///
    /// Throws ``AddressInUse`` if another process listens there, ``AddressUnusable`` if nothing can.
    public func run() async throws {
        do {
            try await build().run()
        } catch let error as IOError where error.errnoCode == AddressInUse.number {
            throw AddressInUse(host: configuration.host, port: configuration.port)
        } catch let error as IOError where AddressUnusable.numbers.contains(error.errnoCode) {
            throw AddressUnusable(host: configuration.host, port: configuration.port)
        } catch is SocketAddressError.UnknownHost {
            throw AddressUnusable(host: configuration.host, port: configuration.port)
        }
    }

    /// The application with its routes.
    public func build() -> some ApplicationProtocol {
        Application(
            responder: router().buildResponder(),
            server: .guarded(configuration, metrics: metrics, logger: logger),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maxConnections)
            ),
            onServerRunning: { [whenListening] channel in await whenListening(channel.localAddress?.port ?? 0)
            },
            logger: logger
        )
    }

    /// Everything that is served.
    func router() -> Router<KodanContext> {
        let router = Router(context: KodanContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(
            middleware: AccessLog(metrics: metrics, proxies: configuration.proxies, clock: clock)
        )
        router.add(middleware: SecurityHeaders())
        if !configuration.origins.isEmpty {
            router.add(middleware: CORS(origins: Set(configuration.origins.map(\.text))))
        }
        router.add(
            middleware: Limits(
                rates: RateLimiter(configuration.rates),
                gate: WorkPlaces(configuration.maxRequests),
                metrics: metrics,
                clock: clock,
                cookie: configuration.cookie,
                body: configuration.papers?.body
            )
        )
        router.add(middleware: Problems(metrics: metrics, body: configuration.papers?.body))
        router.add(middleware: WholePaths())
        let deadlines = Deadlines()
        HealthController(office: office, timeout: configuration.readinessTimeout, deadlines: deadlines)
            .addRoutes(to: router)
        metricsController(deadlines).addRoutes(to: router)
        let server = OperationServer(office: office, configuration: configuration, deadlines: deadlines)
        server.addRoutes(of: Contract.operations, to: router)
        ContractController(Contract.operations, cookie: configuration.cookie).addRoutes(to: router)
        Portal(office: office, configuration: configuration, deadlines: deadlines).addRoutes(to: router)
        router.add(middleware: ServedMethods(of: router))
        return router
    }

    private func metricsController(_ deadlines: Deadlines) -> MetricsController {
        let read = ReadServiceFigures(office: office)
        return MetricsController(
            office: office,
            access: configuration.metrics,
            proxies: configuration.proxies,
            metrics: metrics,
            process: process,
            figures: FiguresCache(keptFor: Int64(configuration.figuresKeptForSeconds), clock: clock) {
                try await deadlines.cancelling(after: ReadServiceFigures.patience) { try await read() }
            }
        )
    }
}
