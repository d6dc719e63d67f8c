public import Hummingbird
import HummingbirdCore
public import KodanService
public import Logging
import NIOCore
public import ServiceLifecycle

/// The server: JSON under `/v1`, and what a load balancer asks.
///
/// Stateless: several may run beside each other. Run it in a `ServiceGroup`; on graceful shutdown it takes no new
/// connection, says at `/readyz` that it goes, and finishes what runs.
public struct KodanApplication: Service {
    private let office: Office
    private let configuration: WebConfiguration
    private let logger: Logger
    private let whenListening: @Sendable (Int) async -> Void

    /// A server for `office`; `whenListening` is told the port once the server has it.
    public init(
        office: Office,
        configuration: WebConfiguration = WebConfiguration(),
        logger: Logger,
        whenListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.office = office
        self.configuration = configuration
        self.logger = logger
        self.whenListening = whenListening
    }

    /// Serves until it is shut down.
    ///
    /// Throws ``AddressInUse`` if another process listens there.
    public func run() async throws {
        do {
            try await build().run()
        } catch let error as IOError where error.errnoCode == AddressInUse.number {
            throw AddressInUse(host: configuration.host, port: configuration.port)
        }
    }

    /// The application with its routes.
    public func build() -> some ApplicationProtocol {
        Application(
            responder: router().buildResponder(),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: .nanoseconds(configuration.idleTimeout.nanoseconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: configuration.maxHeaderBytes,
                        maxHeaderListSize: configuration.maxHeaderBytes,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maxConnections)
            ),
            onServerRunning: { [whenListening] channel in await whenListening(channel.localAddress?.port ?? 0)
            },
            logger: logger
        )
    }

    private func router() -> Router<KodanContext> {
        let router = Router(context: KodanContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: AccessLog())
        router.add(middleware: SecurityHeaders())
        router.add(middleware: Problems())
        let deadlines = Deadlines()
        HealthController(office: office, timeout: configuration.readinessTimeout, deadlines: deadlines)
            .addRoutes(to: router)
        let server = OperationServer(office: office, configuration: configuration, deadlines: deadlines)
        server.addRoutes(of: Contract.operations, to: router)
        ContractController(Contract.operations).addRoutes(to: router)
        let reader = BodyReader(
            maxBytes: configuration.maxBodyBytes,
            timeout: configuration.bodyTimeout,
            deadlines: deadlines
        )
        let api = router.group("v1").add(middleware: BearerToken())
        MatchingRunsController(office: office, reader: reader).addRoutes(to: api.group("matching-runs"))
        OffersController(office: office, reader: reader).addRoutes(to: api.group("offers"))
        AssignmentsController(office: office, reader: reader).addRoutes(to: api.group("assignments"))
        DeliveriesController(office: office, reader: reader).addRoutes(to: api.group("deliveries"))
        FindingsController(office: office, reader: reader).addRoutes(to: api.group("findings"))
        MonthsController(office: office).addRoutes(to: api.group("months"))
        return router
    }
}

extension Duration {
    /// Whole nanoseconds.
    fileprivate var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
