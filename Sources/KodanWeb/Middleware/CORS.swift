import HTTPTypes
import Hummingbird

/// Lets pages of other origins call the interface, where the settings name them; without any this is not installed.
///
/// Origins are compared as they are, and the answer names the one that asked: never `*`. Credentials that a browser
/// adds by itself (cookies) are never allowed to come along, only what the page sends: its token.
struct CORS: RouterMiddleware {
    typealias Context = KodanContext

    private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE"
    private static let sent = [
        "Accept-Language", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match",
    ].joined(separator: ", ")
    private static let shown = [
        "Content-Disposition", "Content-Language", "ETag", "Link", "Location", "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset", "Retry-After", "X-Request-Id",
    ].joined(separator: ", ")

    /// Who may call, each as browsers write it.
    let origins: Set<String>

    @concurrent func handle(
        _ request: Request,
        context: KodanContext,
        next: @concurrent (Request, KodanContext) async throws -> Response
    ) async throws -> Response {
        let origin = request.headers[.origin].flatMap { origins.contains($0) ? $0 : nil }
        if let origin, request.method == .options,
            request.headers[.accessControlRequestMethod] != nil
        {
            return preflight(origin)
        }
        var response = try await next(request, context)
        // A cache must not give the answer for one origin to another.
        response.headers[values: .vary].append("Origin")
        if let origin {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = Self.shown
        }
        return response
    }

    private func preflight(_ origin: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowOrigin: origin,
                .accessControlAllowMethods: Self.methods,
                .accessControlAllowHeaders: Self.sent,
                .accessControlMaxAge: "600",
                .vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            ]
        )
    }
}

/// An origin as browsers write it: `https://portal.example.jp`, with a port only if it is not the usual one.
public struct Origin: Sendable, Hashable {
    /// The text that the header holds.
    public let text: String

    /// Reads an origin; nil for anything else, `*` and `null` among it.
    public init?(_ text: String) {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let parts = text.dropFirst(scheme.count).split(separator: ":", omittingEmptySubsequences: false)
        let isHostByte: (UInt8) -> Bool = { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
        }
        guard (1...2).contains(parts.count), let host = parts.first, (1...253).contains(host.utf8.count),
            host.utf8.allSatisfy(isHostByte)
        else { return nil }
        if parts.count == 2 {
            guard let port = Int(parts[1]), (1...65_535).contains(port), String(port) == parts[1],
                port != (scheme == "https://" ? 443 : 80)
            else { return nil }
        }
        self.text = text
    }
}
