import Hummingbird
import Logging

/// One line for each request, and its place in the metrics.
///
/// The line says the template of the path, never the path itself, no header, and of the client's address only the
/// neighbourhood, so that no token, name or person gets into a log. The request's id is in the logger's metadata, and
/// goes back to the asker. Also finds out for whom a proxy asks, which those behind it need to know.
struct AccessLog: RouterMiddleware {
    typealias Context = KodanContext

    let metrics: HTTPMetrics
    let proxies: TrustedProxies
    let clock: MonotonicClock

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = context.peer.map { proxies.client(behind: $0, request.headers) }
        // Where nothing is served the framework puts a word of its own.
        let route = context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil }
        let begin = clock.nanoseconds()
        metrics.begin()
        do {
            let response = try await next(request, context)
            finish(request, context, route, response.status.code, response.body.contentLength, since: begin)
            return response
        } catch {
            finish(request, context, route, 500, nil, since: begin)
            throw error
        }
    }

    private func finish(
        _ request: Request,
        _ context: KodanContext,
        _ route: String?,
        _ status: Int,
        _ bytes: Int?,
        since begin: Int64
    ) {
        let nanoseconds = clock.nanoseconds() - begin
        metrics.end(request.method, route: route, status: status, nanoseconds: nanoseconds)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)",
                "route": "\(route ?? "-")",
                "status": .stringConvertible(status),
                "ms": .stringConvertible(Double(nanoseconds / 10_000) / 100),
                "bytes": bytes.map { .stringConvertible($0) } ?? "-",
                "client": "\(context.client?.neighbourhood ?? "-")",
            ]
        )
    }
}
