import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// What every answer says to browsers and caches, with the request's id.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = KodanContext

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        // Files whose names change with what they hold say for themselves how long they last.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        // A page has policies of its own.
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        if response.headers[.referrerPolicy] == nil { response.headers[.referrerPolicy] = "no-referrer" }
        response.headers[.requestID] = context.requestID
        // The connection ends with this answer: a client that knows does not send its next request into the void.
        if Task.isShuttingDownGracefully { response.headers[.connection] = "close" }
        return response
    }
}
