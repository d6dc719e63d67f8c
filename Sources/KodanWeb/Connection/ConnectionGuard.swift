import HTTPTypes
import Hummingbird
import KodanText
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Told inward by ``ArrivalHandler`` whenever bytes come, before anybody has looked at them.
struct BytesArrived {}

/// Stands before the decoder, which tells of a header only when all of it is there.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(BytesArrived())
        context.fireChannelRead(data)
    }
}

/// Ends a connection whose client is too slow or sends what is no request, with an answer where one can be given.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private var pace: ConnectionPace
    private var timer: Scheduled<Void>?
    private var isEnding = false
    /// Done when the last answer has gone out whole; nil before the first.
    private var lastAnswer: EventLoopFuture<Void>?
    /// Why the connection ends once all that was asked on it is answered; and whether its client is told.
    private var spoilt: (why: Rejection, isTold: Bool)?
    private let patience: TimeAmount
    private let metrics: HTTPMetrics
    private let logger: Logger

    init(_ limits: ConnectionPace.Limits, metrics: HTTPMetrics, logger: Logger) {
        pace = ConnectionPace(limits)
        patience = limits.lingering
        self.metrics = metrics
        self.logger = logger
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is BytesArrived else { return context.fireUserInboundEventTriggered(event) }
        pace.bytesArrived(at: .now())
        wake(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnding else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            // Within the answer to an earlier request it would be taken for a part of that.
            let mayAsk = pace.isBetweenAnswers
            pace.headerEnded()
            if mayAsk, head.headerFields[.expect]?.lowercased() == "100-continue" { askForBody(context) }
        case .body: break
        case .end: pace.bodyEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // All is answered, and the framework would put a bare 400 behind it.
        if isEnding, spoilt != nil {
            promise?.succeed()
            return
        }
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let gone = promise ?? context.eventLoop.makePromise()
        lastAnswer = gone.futureResult
        context.write(data, promise: gone)
        pace.answered(at: .now())
        guard let spoilt, pace.isBetweenAnswers else { return wake(context) }
        endBehindAnswers(context, because: spoilt.why, isTold: spoilt.isTold)
    }

    /// Closes behind the last answer when all of it has gone out.
    ///
    /// The framework of a server that ends drops what a slow client has not taken of it yet. How long a client may take
    /// nothing is limited as ever.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, !isEnding, let lastAnswer else {
            return context.close(mode: mode, promise: promise)
        }
        pace.leaves(at: .now())
        wake(context)
        lastAnswer.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: promise) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pace.writabilityChanged(to: context.channel.isWritable, at: .now())
        wake(context)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isEnding else { return }
        guard let error = error as? HTTPParserError, error != .invalidEOFState else {
            return context.fireErrorCaught(error)
        }
        let why: Rejection = error == .headerOverflow ? .largeHeader : .malformed
        guard !pace.isBetweenAnswers else { return end(context, because: why) }
        // What was asked before is answered first; whose body this is hears of it by its own answer, and who said that
        // nothing else comes has all answers then.
        spoilt = (why, pace.isBetweenRequests && error != .closedConnection)
        context.fireErrorCaught(error)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    /// One timer at most runs on a connection, and none while nothing is waited for: a request that comes at once
    /// costs none of its own.
    private func wake(_ context: ChannelHandlerContext) {
        guard timer == nil, !isEnding, let deadline = pace.deadline else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            guard let rejection = self.pace.overdue(at: .now()) else { return self.wake(context) }
            self.end(context, because: rejection)
        }
    }

    /// Tells a client that waits for leave to send its body that it may (RFC 9110, 10.1.1).
    private func askForBody(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    private func end(_ context: ChannelHandlerContext, because rejection: Rejection) {
        note(rejection, context)
        // Whose body still comes has had its answer.
        if let problem = Problem(rejection), pace.isBetweenAnswers, pace.isBetweenRequests {
            write(problem, context)
        }
        context.close(promise: nil)
    }

    /// Ends a connection behind its last answer, which may still be on its way out: the framework closes it then.
    private func endBehindAnswers(
        _ context: ChannelHandlerContext,
        because rejection: Rejection,
        isTold: Bool
    ) {
        note(rejection, context)
        if isTold, let problem = Problem(rejection) { write(problem, context) }
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { context.close(promise: nil) }
    }

    private func note(_ rejection: Rejection, _ context: ChannelHandlerContext) {
        isEnding = true
        metrics.reject(rejection)
        logger.info(
            "connection ended",
            metadata: [
                "reason": "\(rejection.rawValue)",
                "client": "\(IPAddress(peerOf: context.channel)?.neighbourhood ?? "-")",
            ]
        )
    }

    private func write(_ problem: Problem, _ context: ChannelHandlerContext) {
        let body = problem.body(requestID: RequestID().description, in: .japanese)
        var headers = problem.headers
        headers[.contentType] = Problem.contentType
        headers[.contentLength] = String(body.readableBytes)
        headers[.connection] = "close"
        let head = HTTPResponse(status: problem.status, headerFields: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

extension IPAddress {
    /// The address at the other end of a channel.
    init?(peerOf channel: any Channel) {
        guard let address = channel.remoteAddress else { return nil }
        self.init(address)
    }
}
