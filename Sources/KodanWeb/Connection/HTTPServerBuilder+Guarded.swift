import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

extension HTTPServerBuilder {
    /// A server that bounds what a connection may send and how long it may take.
    static func guarded(
        _ configuration: WebConfiguration,
        metrics: HTTPMetrics,
        logger: Logger
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            GuardedChannel(
                responder: responder,
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: TimeAmount(configuration.idleTimeout),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: configuration.maxHeaderBytes,
                        maxHeaderListSize: configuration.maxHeaderBytes,
                        maxHeaderFieldCount: configuration.maxHeaderFields
                    )
                ),
                limits: ConnectionPace.Limits(
                    header: TimeAmount(configuration.headerTimeout),
                    lingering: TimeAmount(configuration.lingerTimeout),
                    stalled: TimeAmount(configuration.stallTimeout)
                ),
                metrics: metrics,
                logger: logger
            )
        }
    }
}
