import HTTPTypes
import Hummingbird

/// What every answer says to browsers and caches, with the request's id.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = KodanContext

    func handle(
        _ request: Request,
        context: KodanContext,
        next: (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.cacheControl] = "no-store"
        response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.requestID] = context.id
        return response
    }
}

extension HTTPField.Name {
    /// `Referrer-Policy`.
    static let referrerPolicy = checked("Referrer-Policy")
    /// `X-Request-Id`.
    static let requestID = checked("X-Request-Id")

    private static func checked(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header") }
        return name
    }
}
