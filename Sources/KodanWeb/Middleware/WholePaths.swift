import HTTPTypes
import Hummingbird

/// Answers a path with an empty part, `//v1/requests`, as one that is not served.
///
/// The router would leave the part out, and an address that is made of the path would lead to another host: `//v1`
/// names one (RFC 3986, 4.2). A slash at the end of a page's path, as people type it, does no harm.
struct WholePaths: RouterMiddleware {
    typealias Context = KodanContext

    private let slash = UInt8(ascii: "/")

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        let hasEmptyPart = zip(path.utf8, path.utf8.dropFirst()).contains { $0 == slash && $1 == slash }
        guard !hasEmptyPart, !(path.hasPrefix("/v1/") && path.hasSuffix("/")) else {
            throw Problem(status: .notFound)
        }
        return try await next(request, context)
    }
}
