import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 with a guard on each connection.
struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel

    /// The framework's channel with our guard behind its decoder.
    init(
        responder: @escaping HTTPChannelHandler.Responder,
        configuration: HTTP1Channel.Configuration,
        limits: ConnectionPace.Limits,
        metrics: HTTPMetrics,
        logger: Logger
    ) {
        var configuration = configuration
        configuration.additionalChannelHandlers = {
            [ConnectionGuard(limits, metrics: metrics, logger: logger)]
        }
        base = HTTP1Channel(responder: responder, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(ArrivalHandler())
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    @concurrent func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
